package org.bequest.server.config;

import java.time.Duration;

/** HTTP Digest (RFC 7616), for all labels that ask for it. */
public record DigestSettings(String realm, Boolean md5, Boolean userhash, Duration nonceLife) {
  public static final DigestSettings DEFAULT =
      new DigestSettings("est", false, false, Duration.ofMinutes(5));

  public DigestSettings {
    realm = realm == null ? DEFAULT.realm : realm;
    md5 = md5 == null ? DEFAULT.md5 : md5;
    userhash = userhash == null ? DEFAULT.userhash : userhash;
    nonceLife = nonceLife == null ? DEFAULT.nonceLife : nonceLife;
  }
}
