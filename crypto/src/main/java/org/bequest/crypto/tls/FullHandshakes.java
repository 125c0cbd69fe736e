package org.bequest.crypto.tls;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The connections of the JDK that made a full handshake; the others resumed a session. A server
 * chooses its key, and a client looks at the server's certificates, in a full handshake alone.
 *
 * <p>Not kept as a value of the session: a session with values gets no ticket from the JDK.
 */
final class FullHandshakes {
  private final Set<Object> connections =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  /**
   * To be called when a key is chosen or a server looked at. The JDK also asks for a key while it
   * unpacks a ticket; that is before there is a session.
   */
  void add(Object connection) {
    if (handshakeSession(connection) != null) {
      connections.add(connection);
    }
  }

  private static @Nullable SSLSession handshakeSession(Object connection) {
    return switch (connection) {
      case SSLEngine engine -> engine.getHandshakeSession();
      case SSLSocket socket -> socket.getHandshakeSession();
      default -> null;
    };
  }

  boolean contains(Object connection) {
    return connections.contains(connection);
  }

  void forget(Object connection) {
    connections.remove(connection);
  }
}
