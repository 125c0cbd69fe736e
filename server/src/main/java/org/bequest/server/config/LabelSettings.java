package org.bequest.server.config;

import java.util.List;
import org.bequest.server.label.Base64Lines;
import org.bequest.server.label.LinkingPolicy;

/**
 * What a path segment chooses: the unit of policy. Each group of keys is a record of its own.
 *
 * @param authenticators asked in this order; those of an inner list must all accept (RFC 7030 3.7)
 */
public record LabelSettings(
    String profile,
    String authority,
    List<List<Authentication>> authenticators,
    OneTimePasswordSettings oneTimePasswords,
    ClientCertificateSettings clientCertificates,
    LinkingPolicy linking,
    ChallengeSettings challenges,
    NamesSettings names,
    ApprovalSettings approval,
    CsrAttrsSettings csrattrs,
    RenewalSettings renewal,
    KeygenSettings keygen,
    ReturnsSettings returns,
    FullCmcSettings fullCmc,
    Wire wire) {
  public LabelSettings {
    authority = authority == null ? AuthoritySettings.LOCAL : authority;
    authenticators =
        authenticators == null
            ? List.of(
                List.of(Authentication.CLIENT_CERTIFICATE),
                List.of(Authentication.ONE_TIME_PASSWORD))
            : authenticators.stream().map(List::copyOf).toList();
    linking = linking == null ? LinkingPolicy.OFF : linking;
  }

  /** How a device proves itself. */
  public enum Authentication {
    CLIENT_CERTIFICATE,
    BASIC,
    DIGEST,
    BEARER,
    ONE_TIME_PASSWORD
  }

  /** The spellings in which clients differ. */
  public record Wire(
      Boolean contentTransferEncoding,
      Boolean includeChain,
      Boolean cacertsSmimeType,
      Base64Lines base64Lines) {
    public static final Wire DEFAULT = new Wire(true, false, false, Base64Lines.BY_CLIENT);

    public Wire {
      contentTransferEncoding = contentTransferEncoding == null || contentTransferEncoding;
      includeChain = includeChain != null && includeChain;
      cacertsSmimeType = cacertsSmimeType != null && cacertsSmimeType;
      base64Lines = base64Lines == null ? Base64Lines.BY_CLIENT : base64Lines;
    }
  }
}
