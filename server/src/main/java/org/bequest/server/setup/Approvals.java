package org.bequest.server.setup;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.bequest.ca.CertificateAuthority;
import org.bequest.ca.Judge;
import org.bequest.ca.approval.ApprovalRules;
import org.bequest.ca.approval.ApprovingAuthority;
import org.bequest.server.config.ApprovalSettings;
import org.bequest.store.Store;

/** Puts approval on top of the authority of a label that wants it. */
final class Approvals {
  private final ApprovingAuthority.Memory memory;

  Approvals(Store store, InstantSource clock) {
    this.memory = new ApprovingAuthority.Memory(store.requests(), store.certificates(), clock);
  }

  CertificateAuthority over(CertificateAuthority authority, ApprovalSettings approval) {
    return switch (approval.mode()) {
      case AUTOMATIC -> authority;
      case MANUAL -> new ApprovingAuthority(authority, judge(authority), rules(approval), memory);
    };
  }

  /** An authority that cannot tell beforehand refuses after the approval. */
  private static Judge judge(CertificateAuthority authority) {
    return authority instanceof Judge judge ? judge : (_, _) -> Optional.empty();
  }

  private static ApprovalRules rules(ApprovalSettings approval) {
    return new ApprovalRules(
        Set.copyOf(approval.operations()),
        approval.retryAfter(),
        approval.expire(),
        approval.window(),
        approval.queue());
  }
}
