package org.bequest.crypto.pkcs12;

import java.security.spec.InvalidKeySpecException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import org.bequest.crypto.Keys;
import org.bequest.crypto.key.PublicHalf;
import org.bequest.crypto.pkcs12.Safe.Found;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/** Puts keys and certificates together. A localKeyId proposes, the public key decides. */
final class Chains {
  private static final int LONGEST = 16;

  private final List<Found<X509CertificateHolder>> certificates;
  private final SequencedSet<X509CertificateHolder> others = new LinkedHashSet<>();

  private Chains(List<Found<X509CertificateHolder>> certificates) {
    this.certificates = certificates;
    certificates.forEach(c -> others.add(c.value()));
  }

  static Pkcs12File of(Safe safe) throws MalformedException {
    Chains chains = new Chains(safe.certificates());
    List<Pkcs12Contents> entries = new ArrayList<>();
    for (Found<byte[]> key : safe.keys()) {
      entries.add(chains.entry(key));
    }
    return new Pkcs12File(entries, List.copyOf(chains.others));
  }

  private Pkcs12Contents entry(Found<byte[]> key) throws MalformedException {
    Found<X509CertificateHolder> own = certificateOf(key);
    List<X509CertificateHolder> chain = chain(own.value());
    chain.forEach(others::remove);
    String name = key.bag().friendlyName().or(own.bag()::friendlyName).orElse("");
    return new Pkcs12Contents(name, key.value(), chain);
  }

  private Found<X509CertificateHolder> certificateOf(Found<byte[]> key) throws MalformedException {
    ASN1BitString half = publicHalf(key.value());
    List<Found<X509CertificateHolder>> fitting =
        certificates.stream()
            .filter(c -> c.value().getSubjectPublicKeyInfo().getPublicKeyData().equals(half))
            .toList();
    Optional<Found<X509CertificateHolder>> named =
        fitting.stream().filter(c -> isNamed(key, c)).findFirst();
    return named
        .or(() -> fitting.stream().findFirst())
        .orElseThrow(
            () -> new MalformedException("a private key without a certificate of its public key"));
  }

  private static boolean isNamed(Found<byte[]> key, Found<X509CertificateHolder> certificate) {
    return key.bag().localKeyId().isPresent()
        && key.bag().localKeyId().equals(certificate.bag().localKeyId());
  }

  private static ASN1BitString publicHalf(byte[] pkcs8) throws MalformedException {
    try {
      byte[] half =
          PublicHalf.pair(Keys.privateKey(PrivateKeyInfo.getInstance(pkcs8)))
              .getPublic()
              .getEncoded();
      return SubjectPublicKeyInfo.getInstance(half).getPublicKeyData();
    } catch (InvalidKeySpecException | RuntimeException e) {
      throw new MalformedException("not a private key of a supported kind", e);
    }
  }

  /**
   * From the certificate upwards, by names; whether the signatures are right is for a validator.
   */
  private List<X509CertificateHolder> chain(X509CertificateHolder own) {
    List<X509CertificateHolder> chain = new ArrayList<>(List.of(own));
    Optional<X509CertificateHolder> next = issuer(chain);
    while (next.isPresent() && chain.size() < LONGEST) {
      chain.add(next.get());
      next = issuer(chain);
    }
    return chain;
  }

  private Optional<X509CertificateHolder> issuer(List<X509CertificateHolder> chain) {
    X509CertificateHolder last = chain.getLast();
    return certificates.stream()
        .map(Found::value)
        .filter(c -> c.getSubject().equals(last.getIssuer()) && !chain.contains(c))
        .findFirst();
  }
}
