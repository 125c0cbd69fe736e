package org.bequest.crypto.pkcs12;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.bequest.crypto.pkcs12.Pbes2.Encrypted;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Walks the parts of a file whose MAC is right, and gathers keys and certificates. CRLs, secrets
 * and bags of unknown kinds are passed over.
 *
 * <pre>
 * AuthenticatedSafe ::= SEQUENCE OF ContentInfo    -- Data, EncryptedData or EnvelopedData
 * SafeContents ::= SEQUENCE OF SafeBag                       -- RFC 7292 sections 4.1 and 4.2
 * </pre>
 */
final class Safe {
  private static final int MOST_NESTED = 4;

  private final Opener opener;
  private final Pkcs12Limits limits;
  private final List<Found<byte[]>> keys = new ArrayList<>();
  private final List<Found<X509CertificateHolder>> certificates = new ArrayList<>();
  private int bags;

  Safe(Opener opener, Pkcs12Limits limits) {
    this.opener = opener;
    this.limits = limits;
  }

  /** A key or a certificate with the bag that it came in. */
  record Found<T>(T value, Bag bag) {}

  List<Found<byte[]>> keys() {
    return keys;
  }

  List<Found<X509CertificateHolder>> certificates() {
    return certificates;
  }

  void walk(byte[] authSafe) throws MalformedException {
    ASN1Sequence contents =
        Asn1.typed(
            Asn1.ber(authSafe, limits.asn1()), ASN1Sequence::getInstance, "/AuthenticatedSafe");
    for (ASN1Encodable content : contents) {
      SequenceReader info = SequenceReader.of(content, "/AuthenticatedSafe/ContentInfo");
      ASN1ObjectIdentifier type = info.next("contentType", ASN1ObjectIdentifier::getInstance);
      ASN1Encodable value = explicit(info, "content");
      info.end();
      content(type, value);
    }
  }

  private void content(ASN1ObjectIdentifier type, ASN1Encodable value) throws MalformedException {
    if (type.equals(PKCSObjectIdentifiers.data)) {
      bags(octets(value, "/Data"), 1);
    } else if (type.equals(PKCSObjectIdentifiers.encryptedData)) {
      byte[] opened = opener.open(encrypted(value));
      try {
        bags(opened, 1);
      } finally {
        Arrays.fill(opened, (byte) 0);
      }
    } else if (type.equals(PKCSObjectIdentifiers.envelopedData)) {
      throw new MalformedException(
          "a part of the file is encrypted to a public key, not under a password: that is not read"
              + " here");
    }
  }

  /**
   * <pre>
   * EncryptedData ::= SEQUENCE {
   *   version               CMSVersion,
   *   encryptedContentInfo  EncryptedContentInfo,
   *   unprotectedAttrs      [1] IMPLICIT UnprotectedAttributes OPTIONAL }  -- RFC 5652 section 8
   * </pre>
   */
  private static Encrypted encrypted(ASN1Encodable value) throws MalformedException {
    SequenceReader data = SequenceReader.of(value, "/EncryptedData");
    data.version(0, 2);
    SequenceReader info =
        SequenceReader.of(data.next("encryptedContentInfo"), "/EncryptedContentInfo");
    info.next("contentType", ASN1ObjectIdentifier::getInstance);
    AlgorithmIdentifier algorithm =
        info.next("contentEncryptionAlgorithm", AlgorithmIdentifier::getInstance);
    Function<ASN1TaggedObject, ASN1OctetString> implicit =
        t -> ASN1OctetString.getInstance(t, false);
    ASN1OctetString octets =
        Asn1.typed(
            info.next("encryptedContent", ASN1TaggedObject::getInstance),
            implicit,
            "/EncryptedContentInfo/encryptedContent");
    return new Encrypted(algorithm, octets.getOctets());
  }

  private void bags(byte[] safeContents, int depth) throws MalformedException {
    bags(Asn1.ber(safeContents, limits.asn1()), depth);
  }

  private void bags(ASN1Encodable safeContents, int depth) throws MalformedException {
    if (depth > MOST_NESTED) {
      throw new MalformedException("bags nested deeper than " + MOST_NESTED);
    }
    for (ASN1Encodable encoded :
        Asn1.typed(safeContents, ASN1Sequence::getInstance, "/SafeContents")) {
      if (++bags > limits.bags()) {
        throw new MalformedException("more than " + limits.bags() + " bags");
      }
      bag(Bag.decode(encoded), depth);
    }
  }

  private void bag(Bag bag, int depth) throws MalformedException {
    ASN1ObjectIdentifier type = bag.type();
    if (type.equals(PKCSObjectIdentifiers.keyBag)) {
      keys.add(new Found<>(keyOctets(bag.value()), bag));
    } else if (type.equals(PKCSObjectIdentifiers.pkcs8ShroudedKeyBag)) {
      keys.add(new Found<>(shrouded(bag.value()), bag));
    } else if (type.equals(PKCSObjectIdentifiers.certBag)) {
      certificate(bag);
    } else if (type.equals(PKCSObjectIdentifiers.safeContentsBag)) {
      bags(bag.value(), depth + 1);
    }
  }

  private byte[] shrouded(ASN1Encodable value) throws MalformedException {
    EncryptedPrivateKeyInfo info =
        Structure.of(value, EncryptedPrivateKeyInfo::getInstance, "EncryptedPrivateKeyInfo");
    byte[] opened =
        opener.open(new Encrypted(info.getEncryptionAlgorithm(), info.getEncryptedData()));
    try {
      return keyOctets(Asn1.ber(opened, limits.asn1()));
    } finally {
      Arrays.fill(opened, (byte) 0);
    }
  }

  private static byte[] keyOctets(ASN1Encodable value) throws MalformedException {
    return Asn1.typed(
        Structure.of(value, PrivateKeyInfo::getInstance, "PrivateKeyInfo"),
        Der::of,
        "/PrivateKeyInfo");
  }

  /**
   * <pre>
   * CertBag ::= SEQUENCE {
   *   certId     BAG-TYPE.&amp;id   ({CertTypes}),
   *   certValue  [0] EXPLICIT BAG-TYPE.&amp;Type ({CertTypes}{&#64;certId}) }  -- section 4.2.3
   * </pre>
   */
  private void certificate(Bag bag) throws MalformedException {
    SequenceReader fields = SequenceReader.of(bag.value(), "/CertBag");
    ASN1ObjectIdentifier type = fields.next("certId", ASN1ObjectIdentifier::getInstance);
    ASN1Encodable value = explicit(fields, "certValue");
    fields.end();
    if (type.equals(PKCSObjectIdentifiers.x509Certificate)) {
      byte[] der = octets(value, "/CertBag/certValue");
      Asn1.ber(der, limits.asn1());
      certificates.add(new Found<>(Asn1.typed(der, Safe::holder, "/CertBag/certValue"), bag));
    }
  }

  private static X509CertificateHolder holder(byte[] der) {
    return new X509CertificateHolder(Certificate.getInstance(der));
  }

  private static ASN1Encodable explicit(SequenceReader fields, String name)
      throws MalformedException {
    return Asn1.typed(
        fields.next(name, ASN1TaggedObject::getInstance),
        t -> t.getExplicitBaseObject().toASN1Primitive(),
        "/" + name);
  }

  private static byte[] octets(ASN1Encodable value, String path) throws MalformedException {
    return Asn1.typed(value, ASN1OctetString::getInstance, path).getOctets();
  }
}
