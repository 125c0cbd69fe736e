package org.bequest.formats.keys.pskc;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * The attributes of RFC 6031 section 3, by their number under id-pskc, with the names of its ASN.1
 * module.
 */
@SuppressWarnings("ImmutableEnumChecker") // Bouncy Castle does not annotate its immutable types.
public enum PskcType {
  MANUFACTURER(1, "manufacturer", Level.PACKAGE, Syntax.TEXT),
  SERIAL_NO(2, "serialNo", Level.PACKAGE, Syntax.TEXT),
  MODEL(3, "model", Level.PACKAGE, Syntax.TEXT),
  ISSUE_NO(4, "issueNo", Level.PACKAGE, Syntax.TEXT),
  DEVICE_BINDING(5, "deviceBinding", Level.PACKAGE, Syntax.TEXT),
  DEVICE_START_DATE(6, "deviceStartDate", Level.PACKAGE, Syntax.TIME),
  DEVICE_EXPIRY_DATE(7, "deviceExpiryDate", Level.PACKAGE, Syntax.TIME),
  MODULE_ID(8, "moduleId", Level.PACKAGE, Syntax.TEXT),
  KEY_ID(9, "keyId", Level.KEY, Syntax.TEXT),
  ALGORITHM(10, "algorithm", Level.KEY, Syntax.TEXT),
  ISSUER(11, "issuer", Level.KEY, Syntax.TEXT),
  KEY_PROFILE_ID(12, "keyProfileId", Level.KEY, Syntax.TEXT),
  KEY_REFERENCE(13, "keyReference", Level.KEY, Syntax.TEXT),
  FRIENDLY_NAME(14, "friendlyName", Level.KEY, Syntax.FRIENDLY_NAME),
  ALGORITHM_PARAMETERS(15, "algorithmParameters", Level.KEY, Syntax.ALGORITHM_PARAMETERS),
  COUNTER(16, "counter", Level.KEY, Syntax.NUMBER),
  TIME(17, "time", Level.KEY, Syntax.NUMBER),
  TIME_INTERVAL(18, "timeInterval", Level.KEY, Syntax.NUMBER),
  TIME_DRIFT(19, "timeDrift", Level.KEY, Syntax.SIGNED_NUMBER),
  VALUE_MAC(20, "valueMAC", Level.KEY, Syntax.VALUE_MAC),
  KEY_START_DATE(21, "keyStartDate", Level.KEY, Syntax.TIME),
  KEY_EXPIRY_DATE(22, "keyExpiryDate", Level.KEY, Syntax.TIME),
  NUMBER_OF_TRANSACTIONS(23, "numberOfTransactions", Level.KEY, Syntax.NUMBER),
  KEY_USAGES(24, "keyUsages", Level.KEY, Syntax.KEY_USAGES),
  PIN_POLICY(25, "pinPolicy", Level.KEY, Syntax.PIN_POLICY),
  DEVICE_USER_ID(26, "deviceUserId", Level.PACKAGE, Syntax.TEXT),
  KEY_USER_ID(27, "keyUserId", Level.KEY, Syntax.TEXT);

  /** What an attribute is about. */
  public enum Level {
    /** The device and its module, so all keys of a package (RFC 6031 section 3.1). */
    PACKAGE,
    /** One key, and what may be done with it (RFC 6031 sections 3.2 and 3.3). */
    KEY
  }

  private static final Map<ASN1ObjectIdentifier, PskcType> BY_OID =
      Arrays.stream(values()).collect(Collectors.toMap(PskcType::oid, Function.identity()));

  private final ASN1ObjectIdentifier oid;
  private final int number;
  private final String word;
  private final Level level;
  private final Syntax syntax;

  PskcType(int number, String word, Level level, Syntax syntax) {
    this.oid = new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.12." + number);
    this.number = number;
    this.word = word;
    this.level = level;
    this.syntax = syntax;
  }

  public static Optional<PskcType> of(ASN1ObjectIdentifier oid) {
    return Optional.ofNullable(BY_OID.get(oid));
  }

  public ASN1ObjectIdentifier oid() {
    return oid;
  }

  public int number() {
    return number;
  }

  /** As the RFC writes it. */
  public String word() {
    return word;
  }

  public Level level() {
    return level;
  }

  Syntax syntax() {
    return syntax;
  }
}
