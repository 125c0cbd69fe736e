package org.bequest.client.cmc;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import org.bequest.crypto.Signer;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** The key that a certificate is wanted for, and how its holder shows to have it. */
public sealed interface RequestKey {
  SubjectPublicKeyInfo publicKey();

  /** It signs its request. */
  record Signing(Signer signer) implements RequestKey {
    @Override
    public SubjectPublicKeyInfo publicKey() {
      return signer.publicKey();
    }
  }

  /** It cannot sign; it opens what the server encrypts for it (RFC 5272 section 6.7). */
  record Decrypting(SubjectPublicKeyInfo publicKey, PrivateKey key) implements RequestKey {
    @Override
    public String toString() {
      return "Decrypting";
    }
  }

  /** By which the message names the key (RFC 5280 section 4.2.1.2, method 1). */
  default byte[] identifier() {
    try {
      return MessageDigest.getInstance("SHA-1").digest(publicKey().getPublicKeyData().getOctets());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
