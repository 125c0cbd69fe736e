package org.bequest.cli.operator;

import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bequest.admin.client.AdminClient;
import org.bequest.admin.client.AdminException;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;

/** What can go wrong between an operator and a server, in the terms of a command. */
public final class AdminContact {
  private AdminContact() {}

  /** One piece of work on a client that is then closed. */
  static <T> T with(Supplier<AdminClient> opened, Function<AdminClient, T> work) {
    try (AdminClient client = opened.get()) {
      return asked(() -> work.apply(client));
    }
  }

  /** The same for work without a result. */
  static void run(Supplier<AdminClient> opened, Consumer<AdminClient> work) {
    try (AdminClient client = opened.get()) {
      work.accept(client);
    } catch (AdminException e) {
      throw failure(e);
    }
  }

  /** An exchange, its failure as a failure of the command. */
  public static <T> T asked(Supplier<T> exchange) {
    try {
      return exchange.get();
    } catch (AdminException e) {
      throw failure(e);
    }
  }

  private static CommandFailure failure(AdminException e) {
    return new CommandFailure(exitCode(e.kind()), String.valueOf(e.getMessage()), advice(e.kind()));
  }

  private static ExitCode exitCode(AdminException.Kind kind) {
    return switch (kind) {
      case NETWORK -> ExitCode.NETWORK;
      case TRUST -> ExitCode.UNTRUSTED;
      case NOT_AUTHORISED -> ExitCode.NOT_AUTHORISED;
      case REFUSED -> ExitCode.REFUSED;
    };
  }

  private static String advice(AdminException.Kind kind) {
    return switch (kind) {
      case NETWORK -> "Is the server running? bequest serve starts it.";
      case TRUST -> "Is --ca, or ca/root.pem in --dir, the root of this very server?";
      case NOT_AUTHORISED -> "Use the key and certificate of an operator of this server.";
      case REFUSED -> "";
    };
  }
}
