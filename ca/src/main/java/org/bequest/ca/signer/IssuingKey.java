package org.bequest.ca.signer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.bequest.ca.Issuer;
import org.bequest.ca.der.Der;
import org.bequest.crypto.Signer;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.pkix.UnsignedCsr;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/** A certificate authority's key with its certificate and the way up to the root. */
public final class IssuingKey {
  private final Signer key;
  private final CertificateSigner signer;
  private final List<X509CertificateHolder> chain;

  private IssuingKey(Signer key, CertificateSigner signer, List<X509CertificateHolder> chain) {
    this.key = key;
    this.signer = signer;
    this.chain = chain;
  }

  /**
   * @param chain the certificate of the key first, the root last
   * @throws CaKeyException when key and chain do not belong together, or the certificate is none of
   *     an authority
   */
  public static IssuingKey of(Signer key, List<X509CertificateHolder> chain) {
    IssuerChain.check(key, chain);
    X509CertificateHolder own = chain.getFirst();
    SubjectKeyIdentifier identifier = SubjectKeyIdentifier.fromExtensions(own.getExtensions());
    Issuer issuer =
        new Issuer(
            id(key.publicKey()),
            own.getSubject(),
            key.publicKey(),
            identifier.getKeyIdentifier(),
            key.algorithm(),
            own.getNotAfter().toInstant());
    return new IssuingKey(key, new CertificateSigner(issuer, key), List.copyOf(chain));
  }

  public Issuer issuer() {
    return signer.issuer();
  }

  /** A request for another certificate of this key, under its own name. */
  public Csr request() {
    SubjectNames names = new SubjectNames(certificate().getSubject(), List.of());
    UnsignedCsr unsigned = new CsrBuilder(names, key.publicKey()).build();
    return unsigned.signed(key.algorithm(), key.sign(unsigned.toBeSigned()));
  }

  public CertificateSigner signer() {
    return signer;
  }

  public X509CertificateHolder certificate() {
    return chain.getFirst();
  }

  /** The key's own certificate first, the root last. */
  public List<X509CertificateHolder> chain() {
    return chain;
  }

  /** Lower-case hex of the SHA-256 of the SubjectPublicKeyInfo. */
  static String id(SubjectPublicKeyInfo key) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Der.encode(key));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
