package org.bequest.crypto.cms;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bequest.crypto.path.AnchorStore;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bequest.formats.cms.SignedContent;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/**
 * The keys that signers of a message may have: from certificates in the message or known before,
 * and from elsewhere, such as the request that is signed with its own key. To be here is no trust.
 */
public final class SignerKeys {
  private final List<X509CertificateHolder> certificates;
  private final Map<KeyIdentifier, SubjectPublicKeyInfo> keys;
  private final AnchorStore anchors;

  private SignerKeys(
      List<X509CertificateHolder> certificates,
      Map<KeyIdentifier, SubjectPublicKeyInfo> keys,
      AnchorStore anchors) {
    this.certificates = List.copyOf(certificates);
    this.keys = Map.copyOf(keys);
    this.anchors = anchors;
  }

  /** One key that a signer may have. */
  record Candidate(SubjectPublicKeyInfo key, @Nullable X509CertificateHolder certificate) {}

  /** The certificates that a message brings along. */
  public static SignerKeys in(SignedContent message) {
    return of(message.certificates());
  }

  public static SignerKeys of(List<X509CertificateHolder> certificates) {
    return new SignerKeys(certificates, Map.of(), AnchorStore.of(List.of()));
  }

  public SignerKeys and(List<X509CertificateHolder> known) {
    Set<X509CertificateHolder> all = new LinkedHashSet<>(certificates);
    all.addAll(known);
    return new SignerKeys(List.copyOf(all), keys, anchors);
  }

  /** A key without a certificate, by the identifier that is agreed on. */
  public SignerKeys and(byte[] subjectKeyIdentifier, SubjectPublicKeyInfo key) {
    Map<KeyIdentifier, SubjectPublicKeyInfo> all = new LinkedHashMap<>(keys);
    all.put(new KeyIdentifier(subjectKeyIdentifier), key);
    return new SignerKeys(certificates, all, anchors);
  }

  /** Anchors sign messages themselves, with or without a certificate. */
  public SignerKeys and(AnchorStore store) {
    return new SignerKeys(certificates, keys, store);
  }

  /** All of them: several anchors and certificates may bear one identifier. */
  List<Candidate> candidates(EntityIdentifier id) {
    List<Candidate> candidates = new ArrayList<>();
    if (id instanceof KeyIdentifier keyId) {
      anchors.find(keyId).stream()
          .map(a -> new Candidate(a.publicKey(), a.certificate().orElse(null)))
          .forEach(candidates::add);
    }
    if (id instanceof KeyIdentifier keyId && keys.containsKey(keyId)) {
      candidates.add(new Candidate(keys.get(keyId), null));
    }
    certificates.stream()
        .filter(c -> id.names(c) || isHashOfKey(id, c))
        .filter(SignerKeys::maySign)
        .map(c -> new Candidate(c.getSubjectPublicKeyInfo(), c))
        .forEach(candidates::add);
    return candidates;
  }

  /**
   * RFC 5280 section 4.2.1.3. A certificate without the extension may be used for anything, one
   * with an extension that cannot be read for nothing.
   */
  private static boolean maySign(X509CertificateHolder certificate) {
    Extensions extensions = certificate.getExtensions();
    try {
      KeyUsage usage = extensions == null ? null : KeyUsage.fromExtensions(extensions);
      return usage == null
          || usage.hasUsages(KeyUsage.digitalSignature)
          || usage.hasUsages(KeyUsage.nonRepudiation);
    } catch (RuntimeException _) {
      return false;
    }
  }

  /** RFC 5280 section 4.2.1.2 method 1, for a certificate that does not say its identifier. */
  private static boolean isHashOfKey(EntityIdentifier id, X509CertificateHolder certificate) {
    return id instanceof KeyIdentifier keyId
        && KeyIdentifier.of(certificate).isEmpty()
        && MessageDigest.isEqual(keyId.octets(), hash(certificate.getSubjectPublicKeyInfo()));
  }

  static byte[] hash(SubjectPublicKeyInfo key) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(key.getPublicKeyData().getBytes());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
