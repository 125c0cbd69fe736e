package org.bequest.crypto.cms;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.AuthenticatedContent;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Content with a MAC under a random key that the recipients can read (RFC 5652 section 9): who
 * knows the password could have made it. The content itself is open.
 */
public final class AuthenticatedMessage {
  private static final ASN1ObjectIdentifier HMAC_SHA256 = PKCSObjectIdentifiers.id_hmacWithSHA256;

  /** HMAC with SHA-1 is not here: CMC over it is only for those who configure it. */
  private static final Map<ASN1ObjectIdentifier, String> MACS =
      Map.of(
          HMAC_SHA256,
          "HmacSHA256",
          PKCSObjectIdentifiers.id_hmacWithSHA384,
          "HmacSHA384",
          PKCSObjectIdentifiers.id_hmacWithSHA512,
          "HmacSHA512");

  private static final int KEY_OCTETS = 32;

  private AuthenticatedMessage() {}

  /** An AuthenticatedData in DER, by HMAC with SHA-256 over authenticated attributes. */
  public static Content authenticate(
      Content content, List<? extends Recipient> recipients, Attribute... more) {
    byte[] key = ContentCipher.random(KEY_OCTETS);
    DigestAlgorithm digest = DigestAlgorithm.SHA256;
    Attributes attributes =
        Attributes.of(
                Attributes.attribute(CmsOids.CONTENT_TYPE, content.type()),
                Attributes.attribute(
                    CmsOids.MESSAGE_DIGEST, new DEROctetString(digest.digest(content.octets()))))
            .and(Attributes.of(more));
    try {
      return new AuthenticatedContent(
              recipients.stream().map(r -> r.wrap(key)).toList(),
              new AlgorithmIdentifier(HMAC_SHA256, DERNull.INSTANCE),
              digest.identifier(),
              content,
              attributes,
              mac("HmacSHA256", key, attributes.encode()),
              Attributes.NONE)
          .encode();
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /** The content, when one of these keys opens the key of a MAC that is right. */
  public static Opening open(AuthenticatedContent message, List<? extends RecipientKey> keys) {
    return open(message, keys, CmsLimits.STANDARD);
  }

  public static Opening open(
      AuthenticatedContent message, List<? extends RecipientKey> keys, CmsLimits limits) {
    String name = MACS.get(message.macAlgorithm().getAlgorithm());
    if (name == null) {
      return new Opening.Refused(
          "the MAC algorithm " + message.macAlgorithm().getAlgorithm() + " is refused");
    }
    Optional<String> fault = fault(message);
    if (fault.isPresent()) {
      return new Opening.Refused(fault.get());
    }
    byte[] covered =
        message.authenticated().isEmpty()
            ? message.content().octets()
            : message.authenticated().encode();
    return new KeySearch(message.recipients(), KEY_OCTETS, limits.iterations())
        .open(
            keys,
            message.content().type(),
            key ->
                MessageDigest.isEqual(mac(name, key, covered), message.mac())
                    ? Optional.of(message.content().octets())
                    : Optional.empty());
  }

  /** RFC 5652 section 9.1: attributes are there unless the content is id-data. */
  private static Optional<String> fault(AuthenticatedContent message) {
    if (message.authenticated().isEmpty()) {
      return message.content().is(CmsOids.DATA)
          ? Optional.empty()
          : Optional.of("the authenticated attributes are missing");
    }
    Optional<DigestAlgorithm> digest =
        Optional.ofNullable(message.digestAlgorithm())
            .flatMap(a -> DigestAlgorithm.of(a, SignaturePolicy.STRONG));
    if (digest.isEmpty()) {
      return Optional.of("the digest algorithm is refused");
    }
    try {
      return isAbout(message, digest.get())
          ? Optional.empty()
          : Optional.of("the authenticated attributes are about other content");
    } catch (MalformedException | RuntimeException _) {
      return Optional.of("the authenticated attributes are broken");
    }
  }

  private static boolean isAbout(AuthenticatedContent message, DigestAlgorithm digest)
      throws MalformedException {
    Optional<ASN1Encodable> type = message.authenticated().single(CmsOids.CONTENT_TYPE);
    Optional<ASN1Encodable> value = message.authenticated().single(CmsOids.MESSAGE_DIGEST);
    return type.isPresent()
        && value.isPresent()
        && type.get().toASN1Primitive().equals(message.content().type())
        && MessageDigest.isEqual(
            ASN1OctetString.getInstance(value.get()).getOctets(),
            digest.digest(message.content().octets()));
  }

  private static byte[] mac(String algorithm, byte[] key, byte[] octets) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      return mac.doFinal(octets);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
