package org.bequest.crypto.tamp;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.tamp.TampMessage;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DLSequence;
import org.bouncycastle.asn1.DLSet;
import org.bouncycastle.asn1.DLTaggedObject;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Builds a SignedData field by field with the primitives of Bouncy Castle, right as it stands and
 * wrong wherever a test wants it.
 */
final class Forge {
  static final AlgorithmIdentifier SHA256 =
      new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);

  int version = 3;
  List<ASN1Encodable> digestAlgorithms = new ArrayList<>(List.of(SHA256));
  ASN1ObjectIdentifier contentType;
  byte[] content;
  boolean hasContent = true;
  List<ASN1Encodable> certificates = new ArrayList<>();
  List<ASN1Encodable> crls = new ArrayList<>();
  int copiesOfTheSigner = 1;
  int signerVersion = 3;
  ASN1Encodable sid;
  AlgorithmIdentifier digestAlgorithm = SHA256;
  List<ASN1Encodable> signedAttributes = new ArrayList<>();
  boolean sorted = true;
  AlgorithmIdentifier signatureAlgorithm;
  List<ASN1Encodable> unsignedAttributes = new ArrayList<>();
  private final Party signer;

  private Forge(TampMessage message, Party signer) {
    this.signer = signer;
    contentType = message.messageType().identifier();
    content = message.encode().octets();
    sid = new DERTaggedObject(false, 0, new DEROctetString(signer.id().octets()));
    signatureAlgorithm = signer.signer().algorithm();
    signedAttributes.add(attribute(CmsOids.CONTENT_TYPE, contentType));
    signedAttributes.add(attribute(CmsOids.MESSAGE_DIGEST, new DEROctetString(digest(content))));
  }

  static Forge of(TampMessage message, Party signer) {
    return new Forge(message, signer);
  }

  static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable... values) {
    return new Attribute(type, new DERSet(values));
  }

  private static byte[] digest(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  byte[] build() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new ASN1Integer(version));
    fields.add(set(digestAlgorithms));
    fields.add(encapsulated());
    if (!certificates.isEmpty()) {
      fields.add(new DLTaggedObject(false, 0, set(certificates)));
    }
    if (!crls.isEmpty()) {
      fields.add(new DLTaggedObject(false, 1, set(crls)));
    }
    List<ASN1Encodable> signers = new ArrayList<>();
    for (int i = 0; i < copiesOfTheSigner; i++) {
      signers.add(signerInfo());
    }
    fields.add(set(signers));
    ASN1EncodableVector info = new ASN1EncodableVector();
    info.add(CmsOids.SIGNED_DATA);
    info.add(new DLTaggedObject(true, 0, new DLSequence(fields)));
    return encoded(new DLSequence(info));
  }

  private ASN1Encodable encapsulated() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(contentType);
    if (hasContent) {
      fields.add(new DERTaggedObject(true, 0, new DEROctetString(content)));
    }
    return new DERSequence(fields);
  }

  private ASN1Encodable signerInfo() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    fields.add(new ASN1Integer(signerVersion));
    fields.add(sid);
    fields.add(digestAlgorithm);
    byte[] signed = content;
    if (!signedAttributes.isEmpty()) {
      fields.add(new DLTaggedObject(false, 0, sorted ? derSet() : set(signedAttributes)));
      signed = Der.of(derSet());
    }
    fields.add(signatureAlgorithm);
    fields.add(new DEROctetString(signer.signer().sign(signed)));
    if (!unsignedAttributes.isEmpty()) {
      fields.add(new DLTaggedObject(false, 1, set(unsignedAttributes)));
    }
    return new DLSequence(fields);
  }

  private DERSet derSet() {
    return new DERSet(signedAttributes.toArray(ASN1Encodable[]::new));
  }

  /** In the order of the list. */
  private static DLSet set(List<ASN1Encodable> elements) {
    return new DLSet(elements.toArray(ASN1Encodable[]::new));
  }

  private static byte[] encoded(ASN1Encodable value) {
    try {
      return value.toASN1Primitive().getEncoded("DL");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static AlgorithmIdentifier withNull(ASN1ObjectIdentifier algorithm) {
    return new AlgorithmIdentifier(algorithm, DERNull.INSTANCE);
  }
}
