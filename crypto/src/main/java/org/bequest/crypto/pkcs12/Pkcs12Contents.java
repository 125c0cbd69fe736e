package org.bequest.crypto.pkcs12;

import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;
import java.util.List;
import org.bequest.crypto.Keys;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * One private key with its certificates.
 *
 * @param friendlyName what people call it; may be empty
 * @param pkcs8 the key (RFC 5958); whoever made this wipes it by {@link #close}
 * @param chain the certificate of the key first, then its issuers as far as they are there
 */
public record Pkcs12Contents(String friendlyName, byte[] pkcs8, List<X509CertificateHolder> chain)
    implements AutoCloseable {
  public Pkcs12Contents {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a key in a PKCS#12 file has a certificate");
    }
  }

  public X509CertificateHolder certificate() {
    return chain.getFirst();
  }

  /**
   * The key as an object.
   *
   * @throws MalformedException when it is of no supported kind
   */
  public PrivateKey key() throws MalformedException {
    try {
      return Keys.privateKey(PrivateKeyInfo.getInstance(pkcs8));
    } catch (InvalidKeySpecException | RuntimeException e) {
      throw new MalformedException("not a private key of a supported kind", e);
    }
  }

  @Override
  public String toString() {
    return "Pkcs12Contents[" + friendlyName + "]";
  }

  @Override
  public void close() {
    Arrays.fill(pkcs8, (byte) 0);
  }
}
