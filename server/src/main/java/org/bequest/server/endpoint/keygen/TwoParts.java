package org.bequest.server.endpoint.keygen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bequest.crypto.Providers;
import org.bequest.formats.cms.CertsOnly;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.MediaType;
import org.bequest.formats.wire.Multipart;
import org.bequest.server.http.HttpAnswer;
import org.bequest.server.http.HttpHeader;
import org.bequest.server.label.WireOptions;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The answer of RFC 7030 4.4.2: multipart/mixed of the key in some form, and of the certificate as
 * /simpleenroll has it.
 */
record TwoParts(WireOptions wire) {
  private static final int BOUNDARY_OCTETS = 20;

  HttpAnswer answer(MediaType keyType, byte[] key, Delivery.Certified certified) {
    Base64Body.Lines lines = wire.base64Lines().lines();
    String boundary = boundary();
    Multipart parts =
        new Multipart(
            List.of(
                new Multipart.Part(keyType, Base64Body.encode(key, lines)),
                new Multipart.Part(
                    MediaType.CERTS_ONLY, Base64Body.encode(certificates(certified), lines))));
    return HttpAnswer.ok(
        parts.encode(boundary), HttpHeader.contentType(Multipart.type(boundary).toString()));
  }

  private byte[] certificates(Delivery.Certified certified) {
    List<byte[]> all = new ArrayList<>();
    all.add(encoded(certified.certificate()));
    if (wire.chainInAnswer()) {
      certified.chain().forEach(c -> all.add(encoded(c)));
    }
    return CertsOnly.encode(all);
  }

  /** From the generator of everything secret, so that nobody foresees it (security rule S-24). */
  private static String boundary() {
    byte[] octets = new byte[BOUNDARY_OCTETS];
    Providers.random().nextBytes(octets);
    return "est-" + HexFormat.of().formatHex(octets);
  }

  private static byte[] encoded(X509CertificateHolder certificate) {
    try {
      return certificate.getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException("an issued certificate has no encoding", e);
    }
  }
}
