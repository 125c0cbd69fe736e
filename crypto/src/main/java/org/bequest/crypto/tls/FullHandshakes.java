package org.bequest.crypto.tls;

import java.lang.ref.WeakReference;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which connections of the JDK made a full handshake; those without this mark resumed a
 * session. A server chooses its key, and a client looks at the server's certificates, in a full
 * handshake alone: each marks the session being made with its own connection. A resumed session
 * bears the mark of an earlier connection, or none.
 */
final class FullHandshakes {
  private static final String MARK = "org.bequest.crypto.tls.full-handshake";

  private FullHandshakes() {}

  static void mark(@Nullable SSLSession handshake, Object connection) {
    if (handshake != null) {
      handshake.putValue(MARK, new WeakReference<>(connection));
    }
  }

  static boolean isMarked(SSLSession session, Object connection) {
    return session.getValue(MARK) instanceof WeakReference<?> reference
        && connection.equals(reference.get());
  }
}
