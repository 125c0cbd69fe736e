package org.bequest.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.cli.inspect.tree.JsonTree;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.pkix.NameText;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.bouncycastle.asn1.x509.TBSCertList.CRLEntry;
import org.bouncycastle.cert.X509CRLHolder;

/**
 * A revocation list.
 *
 * <pre>
 * CertificateList ::= SEQUENCE {
 *   tbsCertList        TBSCertList,
 *   signatureAlgorithm AlgorithmIdentifier,
 *   signatureValue     BIT STRING }
 *
 * TBSCertList ::= SEQUENCE {
 *   version             Version OPTIONAL,
 *   signature           AlgorithmIdentifier,
 *   issuer              Name,
 *   thisUpdate          Time,
 *   nextUpdate          Time OPTIONAL,
 *   revokedCertificates SEQUENCE OF SEQUENCE {
 *     userCertificate    CertificateSerialNumber,
 *     revocationDate     Time,
 *     crlEntryExtensions Extensions OPTIONAL } OPTIONAL,
 *   crlExtensions       [0] EXPLICIT Extensions OPTIONAL }        -- RFC 5280 section 5.1
 * </pre>
 */
record CrlView(Inspection in) {
  private static final int MOST_ENTRIES = 1000;

  Shown of(X509CRLHolder crl) throws MalformedException {
    return fields(crl).add("verified", new Trust(in.means()).crl(crl)).shown();
  }

  private Shown.Builder fields(X509CRLHolder crl) throws MalformedException {
    CertificateList structure = crl.toASN1Structure();
    return Shown.fields()
        .add("sha256", JsonTree.sha256(Der.of(structure)))
        .add("tbsCertList", tbs(structure.getTBSCertList()))
        .add("signatureAlgorithm", in.algorithm(structure.getSignatureAlgorithm()))
        .add("signatureValue", structure.getSignature().getBytes());
  }

  /** One in something else: a line for people, whole for programs. */
  Shown enclosed(X509CRLHolder crl) throws MalformedException {
    CertificateList structure = crl.toASN1Structure();
    return fields(crl)
        .shown()
        .brief(
            "CRL of %s, %s, %,d revoked, SHA-256 %s"
                .formatted(
                    NameText.of(crl.getIssuer()),
                    structure.getThisUpdate().getDate().toInstant(),
                    crl.getRevokedCertificates().size(),
                    JsonTree.sha256(Der.of(structure))));
  }

  private Shown tbs(TBSCertList tbs) throws MalformedException {
    Shown.Builder fields = Shown.fields();
    if (tbs.getVersion() != null) {
      int version = tbs.getVersionNumber();
      fields.add(
          "version", Shown.number(version - 1L).brief((version - 1) + " (v" + version + ")"));
    }
    fields
        .add("signature", in.algorithm(tbs.getSignature()))
        .add("issuer", in.name(tbs.getIssuer()))
        .add("thisUpdate", CertificateView.time(tbs.getThisUpdate()));
    if (tbs.getNextUpdate() == null) {
      fields.add("nextUpdate", Shown.text("(absent)").but("missing nextUpdate (RFC 5280 5.1.2.5)"));
    } else {
      fields.add("nextUpdate", CertificateView.time(tbs.getNextUpdate()));
    }
    fields.add("revokedCertificates", revoked(tbs));
    Extensions extensions = tbs.getExtensions();
    if (extensions != null) {
      fields.add("crlExtensions", in.extensions(extensions));
    }
    return fields.shown();
  }

  private Optional<Shown> revoked(TBSCertList tbs) throws MalformedException {
    CRLEntry[] entries = Asn1.typed(tbs, TBSCertList::getRevokedCertificates, "/tbsCertList");
    List<Shown> list = new ArrayList<>();
    for (CRLEntry entry : entries) {
      if (list.size() == MOST_ENTRIES) {
        list.add(Shown.text("and %,d more".formatted(entries.length - MOST_ENTRIES)));
        break;
      }
      list.add(entry(entry));
    }
    return list.isEmpty() ? Optional.empty() : Optional.of(Shown.list(list));
  }

  private Shown entry(CRLEntry entry) throws MalformedException {
    Shown.Builder fields =
        Shown.fields()
            .add("userCertificate", "0x" + entry.getUserCertificate().getValue().toString(16))
            .add("revocationDate", CertificateView.time(entry.getRevocationDate()));
    Extensions extensions = entry.getExtensions();
    if (extensions != null) {
      fields.add("crlEntryExtensions", in.extensions(extensions));
    }
    return fields.shown();
  }
}
