package org.bequest.ca.testing;

import org.bequest.crypto.Signer;
import org.bequest.crypto.SigningException;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** A signer whose device is gone, or whose device was attacked and signs wrongly. */
public record FailingSigner(Signer real, Fault fault) implements Signer {
  public enum Fault {
    LOST,
    WRONG
  }

  @Override
  public AlgorithmIdentifier algorithm() {
    return real.algorithm();
  }

  @Override
  public SubjectPublicKeyInfo publicKey() {
    return real.publicKey();
  }

  @Override
  public byte[] sign(byte[] message) {
    return switch (fault) {
      case LOST -> throw new SigningException("the device is gone", new IllegalStateException());
      case WRONG -> real.sign(new byte[message.length]);
    };
  }
}
