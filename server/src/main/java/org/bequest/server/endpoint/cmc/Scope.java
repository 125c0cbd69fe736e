package org.bequest.server.endpoint.cmc;

import java.util.List;
import java.util.Optional;
import org.bequest.ca.Requester;
import org.bequest.ca.Role;
import org.bequest.ca.local.GrantedNames;
import org.bequest.ca.profile.BuiltInProfiles;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Which certificates are the business of a message's sender: may be fetched, and revoked (security
 * rules S-08, S-21).
 *
 * <ul>
 *   <li>For a registration authority that signs the message: those that were issued under this
 *       label, and whose every name is one that it may name.
 *   <li>For the holder of a certificate: that one, and those of exactly the same names that were
 *       issued under this label (RFC 5272 6.11: a signing certificate for an encryption key).
 *   <li>For everybody else: those that were issued to the same identity under this label.
 *   <li>Never those of the service itself. In a message that a registration authority brings,
 *       nothing beyond what that one may name.
 * </ul>
 */
record Scope(CmcMessage message) {
  boolean covers(NamedCertificate found) {
    return !BuiltInProfiles.isBuiltIn(found.row().profile())
        && message.requester().filter(r -> covers(r, found)).isPresent()
        && message.limits().stream().allMatch(limit -> within(limit, found));
  }

  private boolean covers(Requester requester, NamedCertificate found) {
    return switch (requester.role()) {
      case Role.Registrar _ ->
          message.isFromRegistrar() && isHere(found) && within(requester.names(), found);
      case Role.Itself _, Role.Expired _ ->
          requester
              .certificate()
              .map(own -> own.equals(found.certificate()) || (isHere(found) && same(own, found)))
              .orElseGet(() -> isHere(found) && isOf(requester, found));
      case Role.Foreign _ -> isHere(found) && isOf(requester, found);
    };
  }

  private boolean isHere(NamedCertificate found) {
    return found.row().label().equals(message.label().name());
  }

  private static boolean isOf(Requester requester, NamedCertificate found) {
    return found.row().identity().equals(requester.identity());
  }

  private static boolean same(X509CertificateHolder own, NamedCertificate found) {
    try {
      return SubjectNames.ofCertificate(own).sameAs(found.names());
    } catch (MalformedException _) {
      return false;
    }
  }

  private boolean within(List<String> names, NamedCertificate found) {
    Optional<String> beyond =
        new GrantedNames(names, message.services().profile()).firstRefused(found.names());
    return beyond.isEmpty();
  }
}
