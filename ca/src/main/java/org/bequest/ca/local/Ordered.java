package org.bequest.ca.local;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.store.CertificateStore.Consequences;
import org.bequest.store.CertificateStore.Limit;
import org.bequest.store.CertificateStore.Payment;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** A request whose names and extensions are settled. */
record Ordered(Ground.May may, SubjectNames names, RequestedExtensions.Settled extensions) {
  EnrollmentRequest request() {
    return may.request();
  }

  Terms terms() {
    return may.terms();
  }

  SubjectPublicKeyInfo key() {
    return request().csr().csr().subjectPublicKeyInfo();
  }

  /** What is committed with the certificate. */
  Consequences consequences(Payment payment, RevocationChallenges challenges) {
    Optional<Limit> limit =
        terms().maxLive().isPresent()
            ? Optional.of(new Limit(owner(), terms().maxLive().getAsInt()))
            : Optional.empty();
    return new Consequences(
        payment,
        terms().succession(),
        limit,
        challenges.hash(request().csr().csr()),
        request().archived(),
        request().probation());
  }

  /** Whose certificates count together: those of one name under one label. */
  private byte[] owner() {
    X500Name subject = names.subject();
    SubjectNames named = subject.size() > 0 ? SubjectNames.of(subject) : names;
    String owner = request().label() + "\n" + named.canonicalText();
    return Keys.sha256(owner.getBytes(StandardCharsets.UTF_8));
  }
}
