package org.bequest.admin.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.bequest.admin.message.RequestContent;
import org.bequest.ca.names.AlternativeText;
import org.bequest.ca.profile.ExtensionNames;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.Csr;
import org.bequest.store.RequestRow;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;

/** What a stored CSR asks for, for the eyes of a person. */
final class CsrContent {
  private CsrContent() {}

  static RequestContent of(RequestRow row) {
    try {
      return of(row, Csr.decode(row.csr()));
    } catch (MalformedException e) {
      throw new IllegalStateException("a stored request is broken", e);
    }
  }

  private static RequestContent of(RequestRow row, Csr csr) {
    return new RequestContent(
        KeyAlgorithm.of(csr.subjectPublicKeyInfo())
            .map(KeyAlgorithm::configName)
            .orElse(csr.subjectPublicKeyInfo().getAlgorithm().getAlgorithm().getId()),
        HexFormat.of().formatHex(row.key().spkiSha256()),
        csr.names().alternatives().stream().map(AlternativeText::of).toList(),
        csr.requestedExtensions().map(CsrContent::extensions).orElse(List.of()),
        csr.attributes().stream().map(a -> a.getAttrType().getId()).toList(),
        row.passwordId().orElse(null),
        pem(row.csr()));
  }

  private static List<String> extensions(Extensions extensions) {
    ASN1ObjectIdentifier[] types = extensions.getExtensionOIDs();
    return Arrays.stream(types)
        .filter(t -> !t.equals(Extension.subjectAlternativeName))
        .map(ExtensionNames::of)
        .toList();
  }

  private static String pem(byte[] der) {
    String lines =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN CERTIFICATE REQUEST-----\n"
        + lines
        + "\n-----END CERTIFICATE REQUEST-----\n";
  }
}
