package org.bequest.ca.local;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.Requester;
import org.bequest.ca.profile.Profile;
import org.bequest.ca.signer.CertificateSigner;
import org.bequest.crypto.ProvenCsr;
import org.bequest.store.CertificateStore;

/**
 * Issues the certificates of the service itself: of built-in profiles, to itself, by the same steps
 * as any other.
 */
public final class OwnIssuance {
  private static final String IDENTITY = "system:ca";

  private OwnIssuance() {}

  /** A root's certificate for its own key. */
  public static Decision selfSigned(
      CertificateSigner signer, CertificateStore certificates, InstantSource clock, Root root) {
    Issuance.Authority authority = new Issuance.Authority(signer, List.of(), certificates, clock);
    return issue(authority, root.profile(), root.csr(), root.names());
  }

  /** What a root is to be. */
  public record Root(Profile profile, ProvenCsr csr, List<String> names) {
    public Root {
      names = List.copyOf(names);
    }
  }

  static Decision issue(
      Issuance.Authority authority, Profile profile, ProvenCsr csr, List<String> names) {
    if (!profile.builtIn()) {
      throw new IllegalArgumentException(profile.name() + " is for labels");
    }
    Requester itself = new Requester(IDENTITY, names, Optional.empty(), Optional.empty());
    EnrollmentRequest request = new EnrollmentRequest(csr, itself, "", "");
    return new Issuance(authority, profile, new RevocationChallenges(false))
        .issue(new Ground.May(request, new NamesFromGrant(profile), Terms.NONE));
  }
}
