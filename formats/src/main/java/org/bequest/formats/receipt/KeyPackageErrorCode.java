package org.bequest.formats.receipt;

import java.math.BigInteger;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;

/**
 * Why a package could not be used.
 *
 * <pre>
 * ErrorCodeChoice ::= CHOICE {
 *   enum           EnumeratedErrorCode,               -- ENUMERATED, extensible
 *   oid            OBJECT IDENTIFIER }                -- RFC 7191 section 5
 * </pre>
 */
public sealed interface KeyPackageErrorCode {
  /** For a log and an operator: a word of the RFC, a number or an object identifier. */
  String word();

  ASN1Primitive toAsn1();

  /** A code of the RFC. */
  record Enumerated(EnumeratedErrorCode code) implements KeyPackageErrorCode {
    @Override
    public String word() {
      return code.word();
    }

    @Override
    public ASN1Primitive toAsn1() {
      return new ASN1Enumerated(code.number());
    }
  }

  /** A number that was registered after the RFC, or never. */
  record Unregistered(BigInteger number) implements KeyPackageErrorCode {
    @Override
    public String word() {
      return number.toString();
    }

    @Override
    public ASN1Primitive toAsn1() {
      return new ASN1Enumerated(number);
    }
  }

  /** A code of somebody's own. */
  record Extended(ASN1ObjectIdentifier identifier) implements KeyPackageErrorCode {
    @Override
    public String word() {
      return identifier.getId();
    }

    @Override
    public ASN1Primitive toAsn1() {
      return identifier;
    }
  }

  static KeyPackageErrorCode of(EnumeratedErrorCode code) {
    return new Enumerated(code);
  }

  static KeyPackageErrorCode decode(ASN1Primitive value, String path) throws MalformedException {
    return switch (value) {
      case ASN1Enumerated number -> enumerated(number.getValue());
      case ASN1ObjectIdentifier identifier -> new Extended(identifier);
      default -> throw new MalformedException("no code of an error at " + path + "/errorCode");
    };
  }

  private static KeyPackageErrorCode enumerated(BigInteger number) {
    Optional<EnumeratedErrorCode> known = EnumeratedErrorCode.of(number);
    return known.isPresent() ? of(known.get()) : new Unregistered(number);
  }
}
