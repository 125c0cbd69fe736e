package org.bequest.formats.pkix;

import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.asn1.Der;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** Collects what a certification request says, up to the octets that are to be signed. */
public final class CsrBuilder {
  private final SubjectNames names;
  private final SubjectPublicKeyInfo key;
  private final List<Extension> extensions = new ArrayList<>();
  private final List<Attribute> attributes = new ArrayList<>();

  /** A request for these names; alternative names become a requested extension. */
  public CsrBuilder(SubjectNames names, SubjectPublicKeyInfo key) {
    this.names = names;
    this.key = key;
    if (!names.alternatives().isEmpty()) {
      GeneralName[] all = names.alternatives().toArray(GeneralName[]::new);
      boolean critical = names.subject().getRDNs().length == 0;
      byte[] value = Der.of(new GeneralNames(all));
      extensions.add(new Extension(Extension.subjectAlternativeName, critical, value));
    }
  }

  /** Asks for an extension; not for subjectAltName, which comes from the names. */
  public CsrBuilder extension(Extension extension) {
    extensions.add(extension);
    return this;
  }

  /** The channel binding of this connection, as base64 (RFC 7030 section 3.5). */
  public CsrBuilder challengePassword(String value) {
    return attribute(EstOids.CHALLENGE_PASSWORD, directoryString(value));
  }

  public CsrBuilder otpChallenge(String value) {
    return attribute(EstOids.OTP_CHALLENGE, directoryString(value));
  }

  public CsrBuilder revocationChallenge(String value) {
    return attribute(EstOids.REVOCATION_CHALLENGE, directoryString(value));
  }

  /** The channel binding of this connection, as base64 (RFC 7894 section 3.3). */
  public CsrBuilder estIdentityLinking(String value) {
    return attribute(EstOids.EST_IDENTITY_LINKING, directoryString(value));
  }

  /** Asks for other names than the present ones (RFC 6402 section 2.8). */
  public CsrBuilder changeSubjectName(SubjectNames wanted) {
    return attribute(EstOids.CHANGE_SUBJECT_NAME, ChangeSubjectName.encode(wanted));
  }

  /** Any other attribute with its one value. */
  public CsrBuilder attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
    return attribute(new Attribute(type, new DERSet(value)));
  }

  public CsrBuilder attribute(Attribute attribute) {
    attributes.add(attribute);
    return this;
  }

  /** The request as it stands, to be signed. */
  public UnsignedCsr build() {
    ASN1EncodableVector all = new ASN1EncodableVector();
    if (!extensions.isEmpty()) {
      Extensions wanted = new Extensions(extensions.toArray(Extension[]::new));
      all.add(new Attribute(EstOids.EXTENSION_REQUEST, new DERSet(wanted)));
    }
    attributes.forEach(all::add);
    return new UnsignedCsr(
        Der.of(new CertificationRequestInfo(names.subject(), key, new DERSet(all))));
  }

  /** PrintableString whenever possible, else UTF8String (RFC 7894 section 3). */
  private static ASN1Encodable directoryString(String value) {
    return DERPrintableString.isPrintableString(value)
        ? new DERPrintableString(value)
        : new DERUTF8String(value);
  }
}
