package org.bequest.ca.lint;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.ca.Issuer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * RFC 6402 2.11: a certificate that says where its CMC service is has the purpose of such a
 * service, and the place is a URI, since ours are all over HTTP.
 */
final class CmcAccessOfService implements LintRule {
  private static final ASN1ObjectIdentifier CMC_ACCESS =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.48.12");

  /** id-kp-cmcCA, id-kp-cmcRA, id-kp-cmcArchive. */
  private static final List<ASN1ObjectIdentifier> SERVICES =
      List.of(
          new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.27"),
          new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.28"),
          new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.29"));

  @Override
  public Optional<String> check(TbsFields tbs, Issuer issuer) {
    List<AccessDescription> services =
        tbs.extension(Extension.subjectInfoAccess).stream()
            .map(e -> AuthorityInformationAccess.getInstance(e.getParsedValue()))
            .flatMap(access -> Arrays.stream(access.getAccessDescriptions()))
            .filter(access -> access.getAccessMethod().equals(CMC_ACCESS))
            .toList();
    return LintRule.require(
        services.isEmpty() || (isService(tbs) && services.stream().allMatch(this::isUri)),
        "the access to CMC lacks its purpose, or is no URI");
  }

  private boolean isUri(AccessDescription access) {
    return access.getAccessLocation().getTagNo() == GeneralName.uniformResourceIdentifier;
  }

  private static boolean isService(TbsFields tbs) {
    return tbs.extension(Extension.extendedKeyUsage).stream()
        .map(e -> ASN1Sequence.getInstance(e.getParsedValue()))
        .flatMap(purposes -> Arrays.stream(purposes.toArray()))
        .anyMatch(SERVICES::contains);
  }
}
