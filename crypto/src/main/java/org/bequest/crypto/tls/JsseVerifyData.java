package org.bequest.crypto.tls;

import java.lang.reflect.Field;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;

/**
 * The Finished messages of a TLS 1.2 connection of the JDK. It keeps them and shows them to nobody,
 * so this reads two of its fields, which works when the virtual machine was started with {@code
 * --add-opens java.base/sun.security.ssl=ALL-UNNAMED}, and may end with any update of the JDK:
 * looked for once, at the start.
 */
final class JsseVerifyData {
  private final Field ofEngine;
  private final Field ofSocket;
  private final Field client;
  private final Field server;

  private JsseVerifyData(Class<?> engine, Class<?> socket, Class<?> connection)
      throws ReflectiveOperationException {
    this.ofEngine = open(engine, "conContext");
    this.ofSocket = open(socket, "conContext");
    this.client = open(connection, "clientVerifyData");
    this.server = open(connection, "serverVerifyData");
  }

  /** Empty where this JDK does not let it be read. */
  static Optional<JsseVerifyData> find() {
    try {
      return Optional.of(
          new JsseVerifyData(
              Class.forName("sun.security.ssl.SSLEngineImpl"),
              Class.forName("sun.security.ssl.SSLSocketImpl"),
              Class.forName("sun.security.ssl.TransportContext")));
    } catch (ReflectiveOperationException | RuntimeException _) {
      return Optional.empty();
    }
  }

  /** The first Finished message: the client's in a full handshake, else the server's (RFC 5929). */
  Optional<byte[]> firstFinished(SSLEngine engine, boolean fullHandshake) {
    return read(ofEngine, engine, fullHandshake);
  }

  /** The first Finished message: the client's in a full handshake, else the server's (RFC 5929). */
  Optional<byte[]> firstFinished(SSLSocket socket, boolean fullHandshake) {
    return read(ofSocket, socket, fullHandshake);
  }

  private Optional<byte[]> read(Field connection, Object transport, boolean fullHandshake) {
    try {
      byte[] finished = (byte[]) (fullHandshake ? client : server).get(connection.get(transport));
      return Optional.ofNullable(finished).filter(bytes -> bytes.length > 0);
    } catch (IllegalAccessException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Field open(Class<?> type, String name) throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
