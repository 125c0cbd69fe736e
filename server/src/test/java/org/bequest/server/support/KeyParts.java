package org.bequest.server.support;

import java.security.KeyPair;
import java.util.Base64;
import java.util.List;
import org.bequest.crypto.Keys;
import org.bequest.crypto.key.PublicHalf;
import org.bequest.formats.cms.CertsOnly;
import org.bequest.formats.wire.MediaType;
import org.bequest.formats.wire.Multipart;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/** The two parts of an answer of /serverkeygen. */
public record KeyParts(Multipart.Part key, Multipart.Part certificate) {
  public static KeyParts of(HttpReply reply) {
    if (reply.status() != 200) {
      throw new AssertionError(reply.head() + " " + reply.text());
    }
    try {
      MediaType type = MediaType.parse(reply.header("Content-Type").orElseThrow());
      List<Multipart.Part> parts = Multipart.decode(reply.body(), type).parts();
      if (parts.size() != 2) {
        throw new AssertionError(parts.size() + " parts instead of two");
      }
      return new KeyParts(parts.getFirst(), parts.getLast());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  public byte[] keyOctets() {
    return Base64.getMimeDecoder().decode(key.body());
  }

  /** Of an answer in the clear. */
  public PrivateKeyInfo plainKey() {
    return PrivateKeyInfo.getInstance(keyOctets());
  }

  public X509CertificateHolder issued() {
    try {
      byte[] der = Base64.getMimeDecoder().decode(certificate.body());
      return CertsOnly.decode(der).certificates().getFirst();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  public static SubjectPublicKeyInfo publicHalf(PrivateKeyInfo key) {
    try {
      KeyPair pair = PublicHalf.pair(Keys.privateKey(key));
      return SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
