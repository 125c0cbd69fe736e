package org.bequest.cli.service;

import java.lang.reflect.Proxy;

/**
 * SIGHUP, where the system has it: Windows does not. The JDK exports signals ({@code
 * jdk.unsupported}), but its compiler warns of every use that names them, and a warning ends our
 * build; hence by name.
 */
final class Hangup {
  private Hangup() {}

  static void calls(Runnable reaction) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object reacting =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (_, _, _) -> {
                reaction.run();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), reacting);
    } catch (ReflectiveOperationException _) {
      // Without this signal a changed configuration takes a restart.
    }
  }
}
