package org.bequest.formats.cms;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * How a message names a signer or a recipient.
 *
 * <pre>
 * SignerIdentifier ::= CHOICE {
 *   issuerAndSerialNumber IssuerAndSerialNumber,
 *   subjectKeyIdentifier  [0] SubjectKeyIdentifier }              -- RFC 5652 section 5.3
 *
 * RecipientIdentifier ::= the same                                -- RFC 5652 section 6.2.1
 * </pre>
 */
public sealed interface EntityIdentifier {
  /** By the certificate's issuer and number. */
  record IssuerAndSerial(X500Name issuer, BigInteger serial) implements EntityIdentifier {
    public static IssuerAndSerial of(X509CertificateHolder certificate) {
      return new IssuerAndSerial(certificate.getIssuer(), certificate.getSerialNumber());
    }

    @Override
    public boolean names(X509CertificateHolder certificate) {
      return serial.equals(certificate.getSerialNumber()) && issuer.equals(certificate.getIssuer());
    }

    @Override
    public ASN1Encodable encode() {
      return new IssuerAndSerialNumber(issuer, serial);
    }
  }

  /** By the identifier of the key: that of a certificate's extension, or one that was agreed on. */
  record KeyIdentifier(byte[] octets) implements EntityIdentifier {
    /** From the certificate's extension; empty when it has none. */
    public static Optional<KeyIdentifier> of(X509CertificateHolder certificate) {
      Extension extension = certificate.getExtension(Extension.subjectKeyIdentifier);
      if (extension == null) {
        return Optional.empty();
      }
      try {
        ASN1Encodable value = extension.getParsedValue();
        return Optional.of(
            new KeyIdentifier(SubjectKeyIdentifier.getInstance(value).getKeyIdentifier()));
      } catch (RuntimeException _) {
        return Optional.empty();
      }
    }

    @Override
    public boolean names(X509CertificateHolder certificate) {
      return of(certificate).filter(this::equals).isPresent();
    }

    @Override
    public ASN1Encodable encode() {
      return new DERTaggedObject(false, 0, new DEROctetString(octets));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof KeyIdentifier that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
      return HexFormat.of().formatHex(octets);
    }
  }

  /** Whether this certificate may be meant. Only its key says whether it is. */
  boolean names(X509CertificateHolder certificate);

  ASN1Encodable encode();

  /** By key identifier when the certificate has one, else by issuer and number. */
  static EntityIdentifier of(X509CertificateHolder certificate) {
    return KeyIdentifier.of(certificate)
        .<EntityIdentifier>map(id -> id)
        .orElseGet(() -> IssuerAndSerial.of(certificate));
  }

  static EntityIdentifier decode(ASN1Encodable value, String path) throws MalformedException {
    if (value instanceof ASN1TaggedObject tagged) {
      if (!tagged.hasTag(BERTags.CONTEXT_SPECIFIC, 0)) {
        throw new MalformedException("unknown choice at " + path);
      }
      Function<ASN1TaggedObject, ASN1OctetString> implicit =
          t -> ASN1OctetString.getInstance(t, false);
      return new KeyIdentifier(Asn1.typed(tagged, implicit, path).getOctets());
    }
    IssuerAndSerialNumber both = Asn1.typed(value, IssuerAndSerialNumber::getInstance, path);
    return new IssuerAndSerial(both.getName(), both.getSerialNumber().getValue());
  }
}
