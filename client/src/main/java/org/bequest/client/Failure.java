package org.bequest.client;

import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.bequest.client.EstException.Kind;

/** Sorts what the layers below throw into what a caller can act on. */
final class Failure {
  /**
   * TLS 1.3 lets a client finish its handshake before the server looks at its certificate, so the
   * refusal arrives with the first read. OpenSSL, BoringSSL and the JDK all name the alert.
   */
  private static final Pattern CERTIFICATE_ALERT =
      Pattern.compile(
          "(?i)alert.*(certificate|unknown[ _]ca|access[ _]denied)"
              + "|(certificate|unknown_ca|access_denied).*alert");

  private Failure() {}

  static EstException of(Exception e, String what) {
    Optional<CertificateException> distrust = cause(e, CertificateException.class);
    if (distrust.isPresent()) {
      return new EstException(Kind.TRUST, message(distrust.get()), e);
    }
    return new EstException(kind(e), what + ": " + message(e), e);
  }

  private static Kind kind(Exception e) {
    return switch (e) {
      case SSLException s when CERTIFICATE_ALERT.matcher(message(s)).find() ->
          Kind.NOT_AUTHENTICATED;
      case SSLException s when isLost(s) -> Kind.NETWORK;
      case SSLException _ -> Kind.PROTOCOL;
      case HttpException _ -> Kind.PROTOCOL;
      case MessageConstraintException _ -> Kind.PROTOCOL;
      case MalformedChunkCodingException _ -> Kind.PROTOCOL;
      default -> Kind.NETWORK;
    };
  }

  /** A broken connection under TLS, as against a quarrel about TLS. */
  private static boolean isLost(SSLException e) {
    return cause(e, java.net.SocketException.class).isPresent()
        || cause(e, java.io.EOFException.class).isPresent()
        || cause(e, ConnectionClosedException.class).isPresent()
        || message(e).contains("Connection closed")
        || message(e).contains("Connection reset");
  }

  private static <T extends Throwable> Optional<T> cause(Throwable e, Class<T> type) {
    return Stream.<Throwable>iterate(e, t -> t != null, Throwable::getCause)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }

  private static String message(Throwable e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }
}
