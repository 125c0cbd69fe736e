package org.bequest.crypto.pkcs12;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.asn1.Der;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Writes a key with its certificates for somebody else, in DER (RFC 8295 section 8.3).
 *
 * <pre>
 * PFX ::= SEQUENCE {
 *   version   INTEGER {v3(3)}(v3,...),
 *   authSafe  ContentInfo,                    -- id-data around an AuthenticatedSafe
 *   macData   MacData OPTIONAL }              -- always here; RFC 7292 section 4
 *
 * AuthenticatedSafe ::= SEQUENCE OF ContentInfo
 *                                             -- the certificates in EncryptedData,
 *                                             -- then the shrouded key in Data
 * </pre>
 */
public final class Pkcs12Delivery {
  private static final int VERSION = 3;

  private final Pkcs12Protection protection;
  private final Secret secret;

  private Pkcs12Delivery(Pkcs12Protection protection, Secret secret) {
    this.protection = protection;
    this.secret = secret;
  }

  /**
   * @throws IllegalArgumentException when there is no password
   */
  public static byte[] encode(
      Pkcs12Contents contents, Secret password, Pkcs12Protection protection) {
    if (password.isEmpty()) {
      throw new IllegalArgumentException("a PKCS#12 file without a password protects nothing");
    }
    return new Pkcs12Delivery(protection, password).pfx(contents);
  }

  private byte[] pfx(Pkcs12Contents contents) {
    DERSet mark = mark(contents);
    byte[] authSafe =
        Der.of(sequence(encryptedData(certificates(contents, mark)), data(key(contents, mark))));
    return Der.of(
        sequence(
            new ASN1Integer(VERSION),
            content(PKCSObjectIdentifiers.data, new DEROctetString(authSafe)),
            protection.mac().over(authSafe, secret, protection.iterations())));
  }

  /** What ties the key to its certificate, and tells it apart for people. */
  private static DERSet mark(Pkcs12Contents contents) {
    ASN1EncodableVector attributes = new ASN1EncodableVector();
    if (!contents.friendlyName().isEmpty()) {
      attributes.add(
          new Attribute(
              PKCSObjectIdentifiers.pkcs_9_at_friendlyName,
              new DERSet(new DERBMPString(contents.friendlyName()))));
    }
    attributes.add(
        new Attribute(
            PKCSObjectIdentifiers.pkcs_9_at_localKeyId,
            new DERSet(new DEROctetString(fingerprint(contents.certificate())))));
    return new DERSet(attributes);
  }

  private byte[] certificates(Pkcs12Contents contents, DERSet mark) {
    ASN1EncodableVector bags = new ASN1EncodableVector();
    List<X509CertificateHolder> chain = contents.chain();
    bags.add(new SafeBag(PKCSObjectIdentifiers.certBag, bag(chain.getFirst()), mark));
    for (X509CertificateHolder issuer : chain.subList(1, chain.size())) {
      bags.add(new SafeBag(PKCSObjectIdentifiers.certBag, bag(issuer)));
    }
    return Der.of(new DERSequence(bags));
  }

  private static CertBag bag(X509CertificateHolder certificate) {
    return new CertBag(
        PKCSObjectIdentifiers.x509Certificate, new DEROctetString(encoded(certificate)));
  }

  private byte[] key(Pkcs12Contents contents, DERSet mark) {
    Pbes2.Encrypted encrypted = encrypt(contents.pkcs8());
    return Der.of(
        sequence(
            new SafeBag(
                PKCSObjectIdentifiers.pkcs8ShroudedKeyBag,
                new EncryptedPrivateKeyInfo(encrypted.algorithm(), encrypted.octets()),
                mark)));
  }

  private Pbes2.Encrypted encrypt(byte[] plain) {
    try (Password password = Password.utf8(secret)) {
      return Pbes2.encrypt(
          plain, password, protection.mac().contentHash(), protection.iterations());
    }
  }

  private static ASN1Sequence data(byte[] safeContents) {
    return content(PKCSObjectIdentifiers.data, new DEROctetString(safeContents));
  }

  /** EncryptedData of RFC 5652 section 8, version 0. */
  private ASN1Sequence encryptedData(byte[] safeContents) {
    Pbes2.Encrypted encrypted = encrypt(safeContents);
    return content(
        PKCSObjectIdentifiers.encryptedData,
        sequence(
            new ASN1Integer(0),
            sequence(
                PKCSObjectIdentifiers.data,
                encrypted.algorithm(),
                new DERTaggedObject(false, 0, new DEROctetString(encrypted.octets())))));
  }

  private static ASN1Sequence content(ASN1ObjectIdentifier type, ASN1Encodable value) {
    return sequence(type, new DERTaggedObject(true, 0, value));
  }

  private static ASN1Sequence sequence(ASN1Encodable... fields) {
    return new DERSequence(fields);
  }

  /** Any octets would do (RFC 2985 section 5.5.2); this is what most write. */
  private static byte[] fingerprint(X509CertificateHolder certificate) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(encoded(certificate));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK has no SHA-1", e);
    }
  }

  private static byte[] encoded(X509CertificateHolder certificate) {
    try {
      return certificate.getEncoded();
    } catch (IOException e) {
      throw new IllegalArgumentException("a certificate without an encoding", e);
    }
  }
}
