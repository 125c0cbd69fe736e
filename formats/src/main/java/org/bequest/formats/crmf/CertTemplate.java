package org.bequest.formats.crmf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * What a certificate should be like; every field may be left open.
 *
 * <pre>
 * CertTemplate ::= SEQUENCE {                             -- IMPLICIT TAGS
 *   version      [0] Version               OPTIONAL,
 *   serialNumber [1] INTEGER               OPTIONAL,
 *   signingAlg   [2] AlgorithmIdentifier   OPTIONAL,
 *   issuer       [3] Name                  OPTIONAL,      -- a CHOICE, so explicit
 *   validity     [4] OptionalValidity      OPTIONAL,
 *   subject      [5] Name                  OPTIONAL,      -- a CHOICE, so explicit
 *   publicKey    [6] SubjectPublicKeyInfo  OPTIONAL,
 *   issuerUID    [7] UniqueIdentifier      OPTIONAL,
 *   subjectUID   [8] UniqueIdentifier      OPTIONAL,
 *   extensions   [9] Extensions            OPTIONAL }     -- RFC 4211 section 5
 * </pre>
 */
public record CertTemplate(
    Optional<ASN1Integer> version,
    Optional<ASN1Integer> serialNumber,
    Optional<AlgorithmIdentifier> signingAlg,
    Optional<X500Name> issuer,
    Optional<OptionalValidity> validity,
    Optional<X500Name> subject,
    Optional<SubjectPublicKeyInfo> publicKey,
    Optional<ASN1BitString> issuerUid,
    Optional<ASN1BitString> subjectUid,
    Optional<Extensions> extensions) {
  private static final String PATH = "/CertTemplate";
  private static final int PRIMITIVE = 0x80;
  private static final int CONSTRUCTED = 0xa0;
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;

  /** What a request through CMC says: whose key, under which name, with which extensions. */
  public static CertTemplate of(
      X500Name subject, SubjectPublicKeyInfo publicKey, Optional<Extensions> extensions) {
    return new CertTemplate(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(subject),
        Optional.of(publicKey),
        Optional.empty(),
        Optional.empty(),
        extensions);
  }

  public static CertTemplate decode(Encoded value) throws MalformedException {
    PartReader fields = PartReader.of(value, PATH);
    CertTemplate template =
        new CertTemplate(
            implicit(fields.tagged(0), INTEGER, ASN1Integer::getInstance),
            implicit(fields.tagged(1), INTEGER, ASN1Integer::getInstance),
            implicit(fields.tagged(2), Encoded.SEQUENCE, AlgorithmIdentifier::getInstance),
            explicit(fields.tagged(3), "issuer"),
            validity(fields.tagged(4)),
            explicit(fields.tagged(5), "subject"),
            implicit(fields.tagged(6), Encoded.SEQUENCE, SubjectPublicKeyInfo::getInstance),
            implicit(fields.tagged(7), BIT_STRING, ASN1BitString::getInstance),
            implicit(fields.tagged(8), BIT_STRING, ASN1BitString::getInstance),
            implicit(fields.tagged(9), Encoded.SEQUENCE, Extensions::getInstance));
    fields.end();
    return template;
  }

  private static <T> Optional<T> implicit(
      Optional<Encoded> field, int identifier, Function<Object, T> type) throws MalformedException {
    if (field.isEmpty()) {
      return Optional.empty();
    }
    Object value = field.get().retagged(identifier).value();
    return Optional.of(Asn1.typed(value, type, PATH));
  }

  private static Optional<X500Name> explicit(Optional<Encoded> field, String name)
      throws MalformedException {
    if (field.isEmpty()) {
      return Optional.empty();
    }
    PartReader inside = PartReader.of(field.get(), field.get().identifier(), PATH + "/" + name);
    X500Name value = inside.next(name, X500Name::getInstance);
    inside.end();
    return Optional.of(value);
  }

  private static Optional<OptionalValidity> validity(Optional<Encoded> field)
      throws MalformedException {
    return field.isEmpty()
        ? Optional.empty()
        : Optional.of(OptionalValidity.decode(field.get().retagged(Encoded.SEQUENCE)));
  }

  public Encoded encode() {
    List<Encoded> fields = new ArrayList<>();
    version.ifPresent(v -> fields.add(Encoded.of(v).retagged(PRIMITIVE)));
    serialNumber.ifPresent(v -> fields.add(Encoded.of(v).retagged(PRIMITIVE | 1)));
    signingAlg.ifPresent(v -> fields.add(constructed(v, 2)));
    issuer.ifPresent(v -> fields.add(wrapped(v, 3)));
    validity.ifPresent(v -> fields.add(v.encode().retagged(CONSTRUCTED | 4)));
    subject.ifPresent(v -> fields.add(wrapped(v, 5)));
    publicKey.ifPresent(v -> fields.add(constructed(v, 6)));
    issuerUid.ifPresent(v -> fields.add(Encoded.of(v).retagged(PRIMITIVE | 7)));
    subjectUid.ifPresent(v -> fields.add(Encoded.of(v).retagged(PRIMITIVE | 8)));
    extensions.ifPresent(v -> fields.add(constructed(v, 9)));
    return Encoded.sequenceOf(fields);
  }

  private static Encoded constructed(ASN1Encodable value, int number) {
    return Encoded.of(value).retagged(CONSTRUCTED | number);
  }

  private static Encoded wrapped(ASN1Encodable value, int number) {
    return Encoded.constructed(CONSTRUCTED | number, List.of(Encoded.of(value)));
  }
}
