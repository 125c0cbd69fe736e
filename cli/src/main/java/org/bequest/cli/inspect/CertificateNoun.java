package org.bequest.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;

/** Certificates, and the parts of them that come alone. */
final class CertificateNoun implements Noun {
  private static final String RFC = "RFC 5280";
  private static final String CERTIFICATE = "Q\\(Q\\(0?IQQQQQ[0-9]*\\+?\\)Q\\(i.?\\)B\\)";

  @Override
  public List<Document> documents() {
    return List.of(
        Document.ofShape("Certificate", RFC, CERTIFICATE, CertificateNoun::certificate)
            .labelled("CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE"),
        Document.ofShape(
                "CertificateList",
                RFC,
                "Q\\(Q\\(I?QQTT?Q?0?\\)Q\\(i.?\\)B\\)",
                CertificateNoun::crl)
            .labelled("X509 CRL"),
        Document.ofShape("Extension", RFC, "Q\\(iF?O\\)", CertificateNoun::extension),
        Document.ofShape(
                "SubjectPublicKeyInfo", RFC, "Q\\(Q\\(i.?\\)B\\)", CertificateNoun::publicKey)
            .labelled("PUBLIC KEY"));
  }

  private static Shown certificate(byte[] encoded, Inspection in) throws MalformedException {
    X509CertificateHolder certificate = holder(encoded);
    return new CertificateView(in)
        .fields(certificate)
        .add("verified", new Trust(in.means()).certificate(certificate))
        .shown();
  }

  /** The certificates in a file, whatever else is in it. */
  static List<X509CertificateHolder> among(List<Item> items) {
    List<X509CertificateHolder> found = new ArrayList<>();
    for (Item item : items) {
      try {
        if (item.shape().matches(CERTIFICATE)) {
          found.add(holder(item.octets()));
        }
      } catch (MalformedException _) {
        // It is told of when it is shown.
      }
    }
    return found;
  }

  static X509CertificateHolder holder(byte[] encoded) throws MalformedException {
    ASN1Primitive value = Asn1.ber(encoded, Item.LIMITS);
    return Asn1.typed(
        (Object) value, v -> new X509CertificateHolder(Certificate.getInstance(v)), "/Certificate");
  }

  private static Shown crl(byte[] encoded, Inspection in) throws MalformedException {
    Object value = Asn1.ber(encoded, Item.LIMITS);
    return new CrlView(in)
        .of(
            Asn1.typed(
                value, v -> new X509CRLHolder(CertificateList.getInstance(v)), "/CertificateList"));
  }

  private static Shown extension(byte[] encoded, Inspection in) throws MalformedException {
    Object value = Asn1.ber(encoded, Item.LIMITS);
    return in.extension(Asn1.typed(value, Extension::getInstance, "/Extension"));
  }

  private static Shown publicKey(byte[] encoded, Inspection in) throws MalformedException {
    Object value = Asn1.ber(encoded, Item.LIMITS);
    return in.publicKey(
            Asn1.typed(value, SubjectPublicKeyInfo::getInstance, "/SubjectPublicKeyInfo"))
        .brief("");
  }
}
