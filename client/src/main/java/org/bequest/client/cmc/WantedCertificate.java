package org.bequest.client.cmc;

import java.util.List;
import java.util.Optional;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.x509.Extension;

/**
 * One certificate that is asked for.
 *
 * @param names for a renewal those of the present certificate
 * @param extensions to ask for, besides the subject alternative names
 * @param changed other names that are wanted instead (RFC 6402 section 2.8)
 */
public record WantedCertificate(
    SubjectNames names,
    RequestKey key,
    Form form,
    List<Extension> extensions,
    Optional<SubjectNames> changed) {
  /** How a request is written. */
  public enum Form {
    PKCS10,
    CRMF
  }

  public WantedCertificate {
    extensions = List.copyOf(extensions);
  }

  public static WantedCertificate of(SubjectNames names, RequestKey key) {
    return new WantedCertificate(names, key, Form.PKCS10, List.of(), Optional.empty());
  }

  public WantedCertificate in(Form other) {
    return new WantedCertificate(names, key, other, extensions, changed);
  }

  public WantedCertificate withExtensions(List<Extension> wanted) {
    return new WantedCertificate(names, key, form, wanted, changed);
  }

  public WantedCertificate changingTo(SubjectNames wanted) {
    return new WantedCertificate(names, key, form, extensions, Optional.of(wanted));
  }
}
