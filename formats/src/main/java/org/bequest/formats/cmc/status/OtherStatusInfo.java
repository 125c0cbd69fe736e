package org.bequest.formats.cmc.status;

import java.math.BigInteger;
import java.text.ParseException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.wire.CmcFailInfo;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERGeneralizedTime;
import org.bouncycastle.asn1.DEROctetString;

/**
 * Why, or until when.
 *
 * <pre>
 * OtherStatusInfo ::= CHOICE {
 *   failInfo              CMCFailInfo,
 *   pendInfo              PendInfo,
 *   extendedFailInfo      ExtendedFailInfo }              -- RFC 5272 section 6.1.1
 * </pre>
 *
 * The module of RFC 6402 has extendedFailInfo under {@code [1]}. Both forms are read; the untagged
 * one is written. It is told apart from pendInfo by its first field, and whatever is neither is
 * refused (security rule S-22).
 */
public sealed interface OtherStatusInfo {
  int INTEGER = 0x02;
  int OCTET_STRING = 0x04;
  int OBJECT_IDENTIFIER = 0x06;
  int TAGGED_EXTENDED = 0xa1;
  String PATH = "/CMCStatusInfo/otherInfo";

  Encoded encode();

  /**
   * A number of {@link CmcFailInfo}, or a private one from 1000 to 1999 (RFC 5272 section 6.1.4).
   */
  record FailInfo(int code) implements OtherStatusInfo {
    private static final BigInteger MOST = BigInteger.valueOf(Integer.MAX_VALUE);

    public static FailInfo of(CmcFailInfo known) {
      return new FailInfo(known.code());
    }

    private static FailInfo decode(Encoded value) throws MalformedException {
      ASN1Integer code = Asn1.typed((Object) value.value(), ASN1Integer::getInstance, PATH);
      if (code.getValue().signum() < 0 || code.getValue().compareTo(MOST) > 0) {
        throw new MalformedException("no CMCFailInfo at " + PATH);
      }
      return new FailInfo(code.intValueExact());
    }

    public Optional<CmcFailInfo> known() {
      return Arrays.stream(CmcFailInfo.values()).filter(f -> f.code() == code).findFirst();
    }

    @Override
    public Encoded encode() {
      return Encoded.of(new ASN1Integer(code));
    }
  }

  /**
   * With what to ask again, and when.
   *
   * <pre>
   * PendInfo ::= SEQUENCE {
   *   pendToken           OCTET STRING,
   *   pendTime            GeneralizedTime }
   * </pre>
   */
  record PendInfo(Octets token, Instant time) implements OtherStatusInfo {
    public PendInfo {
      time = time.truncatedTo(ChronoUnit.SECONDS);
    }

    private static PendInfo decode(PartReader fields) throws MalformedException {
      ASN1OctetString token = fields.next("pendToken", ASN1OctetString::getInstance);
      ASN1GeneralizedTime time = fields.next("pendTime", ASN1GeneralizedTime::getInstance);
      fields.end();
      try {
        return new PendInfo(Octets.of(token.getOctets()), time.getDate().toInstant());
      } catch (ParseException e) {
        throw new MalformedException("no time at " + PATH + "/pendTime", e);
      }
    }

    @Override
    public Encoded encode() {
      return Encoded.sequence(
          Encoded.of(new DEROctetString(token.bytes())),
          Encoded.of(new DERGeneralizedTime(Date.from(time))));
    }
  }

  /**
   * A reason that is defined elsewhere. Whoever does not know it takes it for internalCAError.
   *
   * <pre>
   * ExtendedFailInfo ::= SEQUENCE {
   *   failInfoOID            OBJECT IDENTIFIER,
   *   failInfoValue          ANY DEFINED BY failInfoOID }
   * </pre>
   */
  record ExtendedFailInfo(ASN1ObjectIdentifier type, Encoded value) implements OtherStatusInfo {
    private static ExtendedFailInfo decode(PartReader fields) throws MalformedException {
      ASN1ObjectIdentifier type = fields.next("failInfoOID", ASN1ObjectIdentifier::getInstance);
      Encoded value = fields.next("failInfoValue");
      fields.end();
      return new ExtendedFailInfo(type, value);
    }

    @Override
    public Encoded encode() {
      return Encoded.sequence(Encoded.of(type), value);
    }
  }

  static OtherStatusInfo decode(Encoded value) throws MalformedException {
    return switch (value.identifier()) {
      case INTEGER -> FailInfo.decode(value);
      case Encoded.SEQUENCE -> byFirstField(value);
      case TAGGED_EXTENDED -> ExtendedFailInfo.decode(PartReader.of(value, TAGGED_EXTENDED, PATH));
      default -> throw new MalformedException("unknown choice at " + PATH);
    };
  }

  private static OtherStatusInfo byFirstField(Encoded value) throws MalformedException {
    PartReader first = PartReader.of(value, PATH);
    return switch (first.next("field").identifier()) {
      case OCTET_STRING -> PendInfo.decode(PartReader.of(value, PATH));
      case OBJECT_IDENTIFIER -> ExtendedFailInfo.decode(PartReader.of(value, PATH));
      default -> throw new MalformedException("neither pendInfo nor extendedFailInfo at " + PATH);
    };
  }
}
