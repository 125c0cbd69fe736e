package org.bequest.ca;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.wire.EstOperation;
import org.bequest.store.RequestKey;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;

/**
 * When two requests are one that was sent twice (RFC 7030 4.2.3): the same requester wants the same
 * names and extensions for the same key, and pays with the same one-time password if with any. The
 * octets differ with every connection that a request is linked to.
 *
 * <p>Of a key that is made here (RFC 7030 4.4) nothing is known before: the same requester wants
 * the same kind of key, protected in the same way.
 */
public final class Recognition {
  /** What a request says of how its key is to be delivered (RFC 7030 4.4.1, RFC 8295 8.1). */
  private static final List<ASN1ObjectIdentifier> PROTECTION =
      List.of(
          PKCSObjectIdentifiers.id_aa_decryptKeyID,
          PKCSObjectIdentifiers.id_aa_asymmDecryptKeyID,
          PKCSObjectIdentifiers.pkcs_9_at_smimeCapabilities,
          PKCSObjectIdentifiers.pkcs_9_at_contentType);

  private Recognition() {}

  /**
   * @param operation path of the EST operation: {@code simpleenroll}; a key that is made here is
   *     wanted of {@code serverkeygen}
   */
  public static RequestKey of(String operation, EnrollmentRequest request) {
    return request
        .csr()
        .wanted()
        .map(wanted -> keygen(request, wanted.algorithm().configName().getBytes(UTF_8)))
        .orElseGet(() -> of(operation, request, der(request.csr().csr().subjectPublicKeyInfo())));
  }

  /** Of one attempt to have a key certified that is made here: there is no other of that key. */
  public static RequestKey ofMadeKey(EnrollmentRequest request) {
    return keygen(request, der(request.csr().csr().subjectPublicKeyInfo()));
  }

  private static RequestKey keygen(EnrollmentRequest request, byte[] key) {
    return of(EstOperation.SERVER_KEYGEN.path(), request, key);
  }

  private static RequestKey of(String operation, EnrollmentRequest request, byte[] key) {
    return new RequestKey(
        operation,
        request.label(),
        request.requester().identity(),
        sha256(key),
        sha256(content(request)));
  }

  private static byte[] content(EnrollmentRequest request) {
    Csr csr = request.csr().asked();
    var content = new ByteArrayOutputStream();
    text(content, csr.names().canonicalText());
    text(content, csr.changeSubjectName().map(n -> "to " + n.canonicalText()).orElse(""));
    text(content, request.requester().passwordId().map(id -> "for " + id).orElse(""));
    extensions(csr).forEach(e -> content.writeBytes(der(e)));
    if (request.csr().wanted().isPresent()) {
      PROTECTION.forEach(type -> csr.attribute(type).ifPresent(a -> content.writeBytes(der(a))));
    }
    return content.toByteArray();
  }

  private static void text(ByteArrayOutputStream content, String text) {
    content.writeBytes(text.getBytes(UTF_8));
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
