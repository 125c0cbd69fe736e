package org.bequest.server.endpoint.cmc;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.ca.Requester;
import org.bequest.ca.names.NameGrant;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.formats.wire.Reason;
import org.bequest.server.auth.Caller;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Whether the one whom the connection knows may bring a message of somebody else (security rules
 * S-06, S-21). The same one may, with an older or newer certificate too; a registration authority
 * may, for whom it is listed; nobody else.
 */
final class Fitting {
  private Fitting() {}

  static Optional<PartOutcome.Failed> fault(CmcMessage message, Caller connection, Caller sender) {
    if (connection.identity().equals(sender.identity())) {
      return Optional.empty();
    }
    if (connection.isRegistrar()) {
      message.limit(connection.requester().names());
      return Optional.empty();
    }
    return same(connection.requester(), sender.requester(), message)
        ? Optional.empty()
        : Optional.of(
            PartOutcome.failed(
                Reason.FORBIDDEN,
                CmcFailInfo.BAD_IDENTITY,
                "the message is of somebody else than the connection (" + connection + ")"));
  }

  /** Two certificates of the same names; or a shared secret, which was looked for among its own. */
  private static boolean same(Requester connection, Requester sender, CmcMessage message) {
    if (sender.certificate().isEmpty()) {
      return message.secret().isPresent();
    }
    if (connection.certificate().isEmpty()) {
      return allows(connection, sender.certificate().get());
    }
    return sameNames(connection.certificate().get(), sender.certificate().get())
        && connection.role().equals(sender.role());
  }

  /** Whether several who signed one message are one and the same, with several certificates. */
  static boolean together(List<Caller> signers, Caller one) {
    return signers.stream()
        .map(Caller::requester)
        .allMatch(other ->
            other.role().equals(one.requester().role())
                && other.certificate().isPresent()
                && one.requester().certificate().isPresent()
                && sameNames(other.certificate().get(), one.requester().certificate().get()));
  }

  private static boolean sameNames(X509CertificateHolder one, X509CertificateHolder other) {
    try {
      return SubjectNames.ofCertificate(one).sameAs(SubjectNames.ofCertificate(other));
    } catch (MalformedException _) {
      return false;
    }
  }

  private static boolean allows(Requester by, X509CertificateHolder certificate) {
    try {
      return allows(NameGrant.of(by.names()), SubjectNames.ofCertificate(certificate));
    } catch (MalformedException _) {
      return false;
    }
  }

  /** Whether there are names, and every single one is within a grant. */
  static boolean allows(NameGrant grant, SubjectNames names) {
    boolean subject =
        grant.subjectLike(names.subject()).isPresent()
            || Arrays.stream(names.subject().getRDNs())
                .flatMap(r -> Arrays.stream(r.getTypesAndValues()))
                .allMatch(grant::allows);
    boolean any = names.subject().size() > 0 || !names.alternatives().isEmpty();
    return any && subject && names.alternatives().stream().allMatch(grant::allows);
  }
}
