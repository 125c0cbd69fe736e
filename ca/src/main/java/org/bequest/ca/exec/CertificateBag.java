package org.bequest.ca.exec;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CertsOnly;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/** Certificates in whatever form a tool prints them. */
final class CertificateBag {
  private static final int SEQUENCE = 0x30;
  private static final int MOST = 20;

  private CertificateBag() {}

  /** Empty when there is none, or anything of it cannot be read. */
  static List<X509CertificateHolder> read(byte[] octets) {
    try {
      List<X509CertificateHolder> bag = bag(octets);
      return bag.size() > MOST ? List.of() : bag;
    } catch (IOException | MalformedException | IllegalArgumentException _) {
      return List.of();
    }
  }

  private static List<X509CertificateHolder> bag(byte[] octets)
      throws IOException, MalformedException {
    if (octets.length > 0 && octets[0] == SEQUENCE) {
      return der(octets);
    }
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    return text.contains("-----BEGIN ")
        ? armoured(text)
        : der(Base64.getDecoder().decode(text.replaceAll("\\s", "")));
  }

  /** Text around the blocks is what {@code openssl} likes to print. */
  private static List<X509CertificateHolder> armoured(String text)
      throws IOException, MalformedException {
    List<X509CertificateHolder> bag = new ArrayList<>();
    try (PemReader reader = new PemReader(new StringReader(text))) {
      for (PemObject block = reader.readPemObject();
          block != null;
          block = reader.readPemObject()) {
        bag.addAll(der(block.getContent()));
      }
    }
    return bag;
  }

  private static List<X509CertificateHolder> der(byte[] octets)
      throws IOException, MalformedException {
    return isCms(octets)
        ? CertsOnly.decode(octets).certificates()
        : List.of(new X509CertificateHolder(octets));
  }

  /** ContentInfo begins with an object identifier, a certificate with a sequence. */
  private static boolean isCms(byte[] octets) throws MalformedException {
    if (octets.length < 2) {
      throw new MalformedException("nothing there");
    }
    int length = octets[1] & 0xff;
    int content = length <= 0x80 ? 2 : 2 + (length & 0x7f);
    return content < octets.length && octets[content] == 6;
  }
}
