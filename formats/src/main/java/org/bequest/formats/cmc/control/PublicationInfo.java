package org.bequest.formats.cmc.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.pkix.Names;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * Says whether and where certificates are published.
 *
 * <pre>
 * CMCPublicationInfo ::= SEQUENCE {
 *   hashAlg         AlgorithmIdentifier,
 *   certHashes      SEQUENCE OF OCTET STRING,
 *   pubInfo         PKIPublicationInfo }                    -- RFC 5272 section 6.18
 *
 * PKIPublicationInfo ::= SEQUENCE {
 *   action          INTEGER { dontPublish (0), pleasePublish (1) },
 *   pubInfos        SEQUENCE SIZE (1..MAX) OF SinglePubInfo OPTIONAL }
 * SinglePubInfo ::= SEQUENCE {
 *   pubMethod       INTEGER { dontCare (0), x500 (1), web (2), ldap (3) },
 *   pubLocation     GeneralName OPTIONAL }                  -- RFC 4211 section 6.3
 * </pre>
 *
 * @param certHashes of the certificates that are meant
 * @param publish whether they should be, else they should not
 * @param places none when they are not to be published, or the place does not matter
 */
public record PublicationInfo(
    AlgorithmIdentifier hashAlg, List<Octets> certHashes, boolean publish, List<Place> places)
    implements Control {
  private static final String PATH = "/CMCPublicationInfo";
  private static final int MOST_PLACES = 100;

  public PublicationInfo {
    certHashes = List.copyOf(certHashes);
    places = List.copyOf(places);
    if (!publish && !places.isEmpty()) {
      throw new IllegalArgumentException("places for what is not to be published");
    }
  }

  /** How a certificate is published. */
  public enum Method {
    DONT_CARE(0),
    X500(1),
    WEB(2),
    LDAP(3);

    private final int number;

    Method(int number) {
      this.number = number;
    }
  }

  /** SinglePubInfo. */
  public record Place(Method method, Optional<GeneralName> location) {
    private static Place decode(Encoded value) throws MalformedException {
      PartReader fields = PartReader.of(value, PATH + "/pubInfos");
      Method method = method(fields.next("pubMethod", ASN1Integer::getInstance));
      Optional<GeneralName> location = Optional.empty();
      if (fields.hasMore()) {
        location = Optional.of(Names.general(fields.next("pubLocation").value(), PATH));
      }
      fields.end();
      return new Place(method, location);
    }

    private static Method method(ASN1Integer number) throws MalformedException {
      return Arrays.stream(Method.values())
          .filter(m -> number.hasValue(m.number))
          .findFirst()
          .orElseThrow(() -> new MalformedException("unknown pubMethod at " + PATH));
    }

    private Encoded encode() {
      List<Encoded> fields = new ArrayList<>();
      fields.add(Encoded.of(new ASN1Integer(method.number)));
      location.ifPresent(l -> fields.add(Encoded.of(l)));
      return Encoded.sequenceOf(fields);
    }
  }

  static PublicationInfo decode(Encoded value) throws MalformedException {
    PartReader fields = PartReader.of(value, PATH);
    AlgorithmIdentifier algorithm = fields.next("hashAlg", AlgorithmIdentifier::getInstance);
    List<Octets> hashes = OctetValue.decodeList(fields.next("certHashes"), PATH);
    PartReader info = PartReader.of(fields.next("pubInfo"), PATH + "/pubInfo");
    fields.end();
    boolean publish = action(info.next("action", ASN1Integer::getInstance));
    List<Place> places = new ArrayList<>();
    if (info.hasMore()) {
      for (Encoded place : PartReader.elements(info.next("pubInfos"), MOST_PLACES, PATH)) {
        places.add(Place.decode(place));
      }
      if (!publish || places.isEmpty()) {
        throw new MalformedException("pubInfos where none may be, or none in it, at " + PATH);
      }
    }
    info.end();
    return new PublicationInfo(algorithm, hashes, publish, places);
  }

  private static boolean action(ASN1Integer number) throws MalformedException {
    if (!number.hasValue(0) && !number.hasValue(1)) {
      throw new MalformedException("unknown action at " + PATH);
    }
    return number.hasValue(1);
  }

  @Override
  public ASN1ObjectIdentifier type() {
    return ControlType.PUBLISH_CERT.oid();
  }

  @Override
  public List<Encoded> values() {
    List<Encoded> info = new ArrayList<>();
    info.add(Encoded.of(new ASN1Integer(publish ? 1 : 0)));
    if (!places.isEmpty()) {
      info.add(Encoded.sequenceOf(places.stream().map(Place::encode).toList()));
    }
    return List.of(
        Encoded.sequence(
            Encoded.of(hashAlg), OctetValue.encodeList(certHashes), Encoded.sequenceOf(info)));
  }
}
