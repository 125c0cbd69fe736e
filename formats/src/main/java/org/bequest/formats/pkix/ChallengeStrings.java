package org.bequest.formats.pkix;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.DirectoryString;

/**
 * The four attributes of a request that carry a secret or a channel binding. Each is a
 * DirectoryString of 1 to 255 characters (RFC 2985 section 5.4.1, RFC 7894 section 3); IA5String is
 * accepted because clients send it.
 */
final class ChallengeStrings {
  static final List<ASN1ObjectIdentifier> TYPES =
      List.of(
          EstOids.CHALLENGE_PASSWORD,
          EstOids.OTP_CHALLENGE,
          EstOids.REVOCATION_CHALLENGE,
          EstOids.EST_IDENTITY_LINKING);

  private static final int LONGEST = 255;

  private final Map<ASN1ObjectIdentifier, String> values;

  private ChallengeStrings(Map<ASN1ObjectIdentifier, String> values) {
    this.values = values;
  }

  static ChallengeStrings of(AttributeList attributes) throws MalformedException {
    Map<ASN1ObjectIdentifier, String> values = new HashMap<>();
    for (ASN1ObjectIdentifier type : TYPES) {
      Optional<ASN1Encodable> value = attributes.single(type);
      if (value.isPresent()) {
        String path = "/attributes/" + type;
        String text = Asn1.typed(value.get(), ChallengeStrings::characters, path);
        if (text.isEmpty() || text.length() > LONGEST) {
          throw new MalformedException("not 1 to " + LONGEST + " characters at " + path);
        }
        values.put(type, text);
      }
    }
    return new ChallengeStrings(values);
  }

  private static String characters(ASN1Encodable value) {
    ASN1String text = value instanceof ASN1IA5String ia5 ? ia5 : DirectoryString.getInstance(value);
    return text.getString();
  }

  Optional<String> get(ASN1ObjectIdentifier type) {
    return Optional.ofNullable(values.get(type));
  }
}
