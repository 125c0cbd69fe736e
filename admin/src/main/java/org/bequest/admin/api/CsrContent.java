package org.bequest.admin.api;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.bequest.admin.message.RequestContent;
import org.bequest.ca.names.AlternativeKind;
import org.bequest.ca.profile.ExtensionNames;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.store.RequestRow;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;

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
        csr.names().alternatives().stream().map(CsrContent::text).toList(),
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

  private static String text(GeneralName name) {
    String kind = AlternativeKind.of(name).map(AlternativeKind::word).orElse("unknown");
    return kind + ":" + printable(value(name));
  }

  private static String value(GeneralName name) {
    return switch (name.getTagNo()) {
      case GeneralName.rfc822Name, GeneralName.dNSName, GeneralName.uniformResourceIdentifier ->
          ((ASN1String) name.getName()).getString();
      case GeneralName.directoryName ->
          SubjectNames.of(X500Name.getInstance(name.getName())).subjectText();
      case GeneralName.iPAddress ->
          address(ASN1OctetString.getInstance(name.getName()).getOctets());
      case GeneralName.registeredID -> name.getName().toString();
      default -> name.getName().toString();
    };
  }

  private static String address(byte[] octets) {
    try {
      return InetAddress.getByAddress(octets).getHostAddress();
    } catch (UnknownHostException _) {
      return HexFormat.of().formatHex(octets);
    }
  }

  /** A device chose it: nothing in it may control a terminal. */
  private static String printable(String text) {
    return text.replaceAll("\\p{C}", "\uFFFD");
  }

  private static String pem(byte[] der) {
    String lines =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN CERTIFICATE REQUEST-----\n"
        + lines
        + "\n-----END CERTIFICATE REQUEST-----\n";
  }
}
