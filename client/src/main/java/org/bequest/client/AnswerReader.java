package org.bequest.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.client.EstException.Kind;
import org.bequest.client.trust.CaCertificates;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CertsOnly;
import org.bequest.formats.cms.CrlsOnly;
import org.bequest.formats.pkix.CsrAttributes;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.BodyContent;
import org.bequest.formats.wire.MediaType;
import org.bequest.formats.wire.RetryAfter;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What an answer says, in whatever spelling servers really use. The media type of a success is not
 * looked at: the bytes tell, and RFC 7030 has one kind of content for each operation.
 */
final class AnswerReader {
  private static final Duration UNSAID_WAIT = Duration.ofMinutes(1);
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

  /** An enrolment that was answered, its certificates not yet looked at. */
  sealed interface Enrolled {
    record Certificates(List<X509Certificate> certificates) implements Enrolled {}

    record NotYet(Enrollment outcome) implements Enrolled {}
  }

  private final Clock clock;

  AnswerReader(Clock clock) {
    this.clock = clock;
  }

  CaCertificates caCerts(HttpAnswer answer) {
    if (answer.status() != 200) {
      throw new EstException(refused(answer));
    }
    return new CaCertificates(certificates(answer));
  }

  /** 204, 404, an empty list and an empty body all say the same (RFC 7030 4.5.2). */
  CsrDemands csrAttrs(HttpAnswer answer) {
    return switch (answer.status()) {
      case 204, 404 -> CsrDemands.NONE;
      case 200 -> demands(withoutFinalNul(answer.body()));
      default -> throw new EstException(refused(answer));
    };
  }

  /** The same, not interpreted; without entries when there is nothing to say. */
  CsrAttributes csrAttributes(HttpAnswer answer) {
    byte[] body = answer.status() == 200 ? withoutFinalNul(answer.body()) : new byte[0];
    if (body.length == 0) {
      var _ = csrAttrs(answer);
      return new CsrAttributes(List.of());
    }
    try {
      return CsrAttributes.decode(Base64Body.decode(body, BodyContent.CSR_ATTRIBUTES).value());
    } catch (MalformedException e) {
      throw unreadable("CSR attributes", e);
    }
  }

  List<X509CRL> crls(HttpAnswer answer) {
    if (answer.status() != 200) {
      throw new EstException(refused(answer));
    }
    try {
      List<X509CRL> crls = new ArrayList<>();
      for (X509CRLHolder holder : CrlsOnly.decode(cms(answer)).crls()) {
        crls.add(crl(holder));
      }
      return crls;
    } catch (MalformedException e) {
      throw unreadable("revocation lists", e);
    }
  }

  /** foundries' server answers 201 instead of 200. */
  Enrolled enrollment(HttpAnswer answer) {
    return switch (answer.status()) {
      case 200, 201 -> new Enrolled.Certificates(certificates(answer));
      case 202 -> new Enrolled.NotYet(pending(answer));
      default -> new Enrolled.NotYet(refused(answer));
    };
  }

  Enrollment.Pending pending(HttpAnswer answer) {
    return new Enrollment.Pending(waitOf(answer), detail(answer));
  }

  /** How long to wait before asking again. */
  Duration waitOf(HttpAnswer answer) {
    Duration wait = retryAfter(answer).orElse(UNSAID_WAIT);
    return wait.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : wait;
  }

  Enrollment.Refused refused(HttpAnswer answer) {
    String detail = detail(answer);
    return new Enrollment.Refused(
        answer.status(),
        RequestId.removedFrom(detail),
        RequestId.of(answer, detail),
        retryAfter(answer).orElse(Duration.ZERO));
  }

  /** A date is meant by the server's clock; that of a device may be years behind. */
  private Optional<Duration> retryAfter(HttpAnswer answer) {
    Instant now = answer.header("Date").flatMap(RetryAfter::instant).orElseGet(clock::instant);
    return answer.header("Retry-After").flatMap(f -> RetryAfter.parse(f, now));
  }

  /** The first line of a text, harmless to print; nothing of any other kind of body. */
  private static String detail(HttpAnswer answer) {
    boolean isText =
        answer.header("Content-Type").map(AnswerReader::isPlainText).orElse(Boolean.TRUE);
    if (!isText) {
      return "";
    }
    int length = Math.min(answer.body().length, 500);
    return new String(answer.body(), 0, length, UTF_8)
        .lines()
        .findFirst()
        .orElse("")
        .replaceAll("\\p{C}", "")
        .strip();
  }

  private static boolean isPlainText(String field) {
    try {
      return MediaType.parse(field).matches(MediaType.PLAIN_TEXT);
    } catch (MalformedException e) {
      return false;
    }
  }

  private static List<X509Certificate> certificates(HttpAnswer answer) {
    try {
      List<X509Certificate> certificates = new ArrayList<>();
      for (X509CertificateHolder holder : CertsOnly.decode(cms(answer)).certificates()) {
        certificates.add(CertificatePem.decodeDer(holder.getEncoded()));
      }
      return certificates;
    } catch (MalformedException | IOException e) {
      throw unreadable("certificates", e);
    }
  }

  private static byte[] cms(HttpAnswer answer) throws MalformedException {
    return Base64Body.decode(answer.body(), BodyContent.CMS).value();
  }

  private static CsrDemands demands(byte[] body) {
    if (body.length == 0) {
      return CsrDemands.NONE;
    }
    try {
      byte[] der = Base64Body.decode(body, BodyContent.CSR_ATTRIBUTES).value();
      CsrDemands demands = CsrAttributes.decode(der).demands();
      AlternativeNames.requireReadable(demands);
      return demands;
    } catch (MalformedException e) {
      throw unreadable("CSR attributes", e);
    }
  }

  /** libest ends its base64 with a NUL. */
  private static byte[] withoutFinalNul(byte[] body) {
    int length = body.length;
    boolean isBase64 = length > 0 && body[0] != 0x30;
    while (isBase64 && length > 0 && body[length - 1] == 0) {
      length--;
    }
    return Arrays.copyOf(body, length);
  }

  private static X509CRL crl(X509CRLHolder holder) throws MalformedException {
    try {
      return (X509CRL)
          CertificateFactory.getInstance("X.509")
              .generateCRL(new ByteArrayInputStream(holder.getEncoded()));
    } catch (CertificateException | CRLException | IOException e) {
      throw new MalformedException("not a revocation list", e);
    }
  }

  private static EstException unreadable(String what, Exception cause) {
    return new EstException(
        Kind.PROTOCOL, "the answer has no readable " + what + ": " + cause.getMessage(), cause);
  }
}
