package org.bequest.formats.receipt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.asn1.SequenceReader;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * The name of a source, an intermediary or a recipient of keys. Names are equal when they are of
 * one type and have the same octets, and not otherwise.
 *
 * <pre>
 * SIREntityNames ::= SEQUENCE SIZE (1..MAX) OF SIREntityName
 *
 * SIREntityName ::= SEQUENCE {
 *   sirenType    OBJECT IDENTIFIER,
 *   sirenValue   OCTET STRING }      -- of id-dn: holds a Name; RFC 7191 section 2
 * </pre>
 */
public record SirEntityName(ASN1ObjectIdentifier type, ASN1OctetString value) {
  /** RFC 7191 section 9: the lists have no bound of their own. */
  private static final int MOST = 100;

  private static final Limits NAME_LIMITS = new Limits(16 << 10, 8, 2_000);

  public static SirEntityName of(X500Name name) {
    return new SirEntityName(ReceiptOids.DISTINGUISHED_NAME, new DEROctetString(Der.of(name)));
  }

  public boolean isDistinguishedName() {
    return type.equals(ReceiptOids.DISTINGUISHED_NAME);
  }

  /**
   * The distinguished name; empty for a name of another type.
   *
   * @throws MalformedException when the type promises one and the octets are none
   */
  public Optional<SubjectNames> distinguishedName() throws MalformedException {
    if (!isDistinguishedName()) {
      return Optional.empty();
    }
    ASN1Primitive name = Asn1.der(value.getOctets(), NAME_LIMITS);
    return Optional.of(SubjectNames.ofName(name, "/sirenValue"));
  }

  static SirEntityName decode(ASN1Encodable value, String path) throws MalformedException {
    SequenceReader fields = SequenceReader.of(value, path);
    ASN1ObjectIdentifier type = fields.next("sirenType", ASN1ObjectIdentifier::getInstance);
    ASN1OctetString octets = fields.next("sirenValue", ASN1OctetString::getInstance);
    fields.end();
    return new SirEntityName(type, octets);
  }

  ASN1Sequence toAsn1() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(type);
    fields.add(value);
    return new DERSequence(fields);
  }

  static List<SirEntityName> decodeAll(ASN1Sequence names, String path) throws MalformedException {
    if (names.size() == 0 || names.size() > MOST) {
      throw new MalformedException("no names, or more than " + MOST + ", at " + path);
    }
    List<SirEntityName> decoded = new ArrayList<>();
    for (ASN1Encodable name : names) {
      decoded.add(decode(name, path));
    }
    return decoded;
  }

  static ASN1Sequence toAsn1(List<SirEntityName> names) {
    return new DERSequence(names.stream().map(SirEntityName::toAsn1).toArray(ASN1Encodable[]::new));
  }
}
