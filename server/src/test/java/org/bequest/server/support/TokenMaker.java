package org.bequest.server.support;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;

/** An issuer of tokens for {@code https://issuer.example} and audience {@code est}. */
public final class TokenMaker {
  public static final String ISSUER = "https://issuer.example";

  private final ECKey key;

  public TokenMaker(String kid) {
    try {
      key = new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public ECKey key() {
    return key;
  }

  /** The key set with these makers' public keys. */
  public static String keySet(TokenMaker... makers) {
    List<JWK> keys =
        Arrays.stream(makers).map(m -> m.key().toPublicJWK()).map(JWK.class::cast).toList();
    return new JWKSet(keys).toString();
  }

  /** Claims that count for ten minutes from now. */
  public static JWTClaimsSet.Builder claims(Instant now, String subject) {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience("est")
        .subject(subject)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(600)));
  }

  public String token(JWTClaimsSet claims) {
    return token(claims, _ -> {});
  }

  /**
   * @param change of the header
   */
  public String token(JWTClaimsSet claims, Consumer<JWSHeader.Builder> change) {
    var header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID());
    change.accept(header);
    try {
      var token = new SignedJWT(header.build(), claims);
      token.sign(new ECDSASigner(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
