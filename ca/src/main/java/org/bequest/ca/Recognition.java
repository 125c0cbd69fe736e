package org.bequest.ca;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.formats.pkix.Csr;
import org.bequest.store.RequestKey;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;

/**
 * When two requests are one that was sent twice (RFC 7030 4.2.3): the same requester wants the same
 * names and extensions for the same key, and pays with the same one-time password if with any. The
 * octets differ with every connection that a request is linked to.
 */
public final class Recognition {
  private Recognition() {}

  /**
   * @param operation path of the EST operation: {@code simpleenroll}
   */
  public static RequestKey of(String operation, EnrollmentRequest request) {
    Csr csr = request.csr().csr();
    return new RequestKey(
        operation,
        request.label(),
        request.requester().identity(),
        sha256(der(csr.subjectPublicKeyInfo())),
        sha256(content(csr, request.requester())));
  }

  private static byte[] content(Csr csr, Requester requester) {
    var content = new ByteArrayOutputStream();
    text(content, csr.names().canonicalText());
    text(content, csr.changeSubjectName().map(n -> "to " + n.canonicalText()).orElse(""));
    text(content, requester.passwordId().map(id -> "for " + id).orElse(""));
    extensions(csr).forEach(e -> content.writeBytes(der(e)));
    return content.toByteArray();
  }

  private static void text(ByteArrayOutputStream content, String text) {
    content.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    content.write(0);
  }

  /** In one order; the alternative names are among the names. */
  private static List<Extension> extensions(Csr csr) {
    return csr.requestedExtensions().stream()
        .flatMap(Recognition::all)
        .filter(e -> !e.getExtnId().equals(Extension.subjectAlternativeName))
        .sorted(Comparator.comparing(e -> e.getExtnId().getId()))
        .toList();
  }

  private static Stream<Extension> all(Extensions extensions) {
    ASN1ObjectIdentifier[] ids = extensions.getExtensionOIDs();
    return Arrays.stream(ids).map(extensions::getExtension);
  }

  private static byte[] der(ASN1Object value) {
    try {
      return value.getEncoded(ASN1Encoding.DER);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] sha256(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
