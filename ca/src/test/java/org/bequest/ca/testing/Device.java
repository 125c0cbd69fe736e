package org.bequest.ca.testing;

import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.Requester;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.ProofOfPossession;
import org.bequest.crypto.ProvenCsr;
import org.bequest.crypto.Signer;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.pkix.UnsignedCsr;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.X509CertificateHolder;

/** Somebody with a key who asks for certificates. */
public final class Device {
  private final Signer signer;

  public Device(KeyPair keys) {
    this.signer = PrivateKeySigner.of(keys);
  }

  public static Device with(KeyAlgorithm algorithm) {
    return new Device(algorithm.generate());
  }

  public static Device create() {
    return with(KeyAlgorithm.P256);
  }

  public Signer signer() {
    return signer;
  }

  public ProvenCsr csr(SubjectNames names, UnaryOperator<CsrBuilder> more) {
    UnsignedCsr unsigned = more.apply(new CsrBuilder(names, signer.publicKey())).build();
    Csr csr = unsigned.signed(signer.algorithm(), signer.sign(unsigned.toBeSigned()));
    return switch (new ProofOfPossession().verify(csr)) {
      case ProofOfPossession.Result.Proven proven -> proven.csr();
      case ProofOfPossession.Result.Unproven unproven ->
          throw new AssertionError(unproven.detail());
    };
  }

  /** As a user with this grant. */
  public EnrollmentRequest asks(SubjectNames names, String... grant) {
    return asks(csr(names, b -> b), grant);
  }

  public EnrollmentRequest asks(ProvenCsr csr, String... grant) {
    Requester user =
        new Requester("user:alice", List.of(grant), Optional.empty(), Optional.empty());
    return new EnrollmentRequest(csr, user, "", "req-1");
  }

  /** As the holder of a certificate, with a grant beside it. */
  public EnrollmentRequest renews(
      X509CertificateHolder certificate, ProvenCsr csr, String... grant) {
    Requester holder =
        new Requester(
            "cert:" + certificate.getSerialNumber().toString(16),
            List.of(grant),
            Optional.of(certificate),
            Optional.empty());
    return new EnrollmentRequest(csr, holder, "", "req-2");
  }

  public static SubjectNames named(String subject, GeneralName... alternatives) {
    return new SubjectNames(new X500Name(subject), List.of(alternatives));
  }

  public static GeneralName dns(String name) {
    return new GeneralName(GeneralName.dNSName, name);
  }
}
