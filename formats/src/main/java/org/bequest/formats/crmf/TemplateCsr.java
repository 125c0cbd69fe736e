package org.bequest.formats.crmf;

import java.util.Arrays;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.EstOids;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** What a template asks for, as a PKCS#10 request that proves nothing. */
public final class TemplateCsr {
  private static final String PATH = "/CertReqMsg/certReq/certTemplate";

  private TemplateCsr() {}

  /**
   * With subject, key, extensions and the change of names; what else a template may say is for the
   * authority to choose.
   *
   * @throws MalformedException without subject or key (RFC 5272 3.2.1.2.2), or with what no request
   *     may hold
   */
  public static Csr of(CertRequest request) throws MalformedException {
    CertTemplate template = request.certTemplate();
    X500Name subject = template.subject().orElseThrow(() -> missing("subject"));
    SubjectPublicKeyInfo key = template.publicKey().orElseThrow(() -> missing("publicKey"));
    CsrBuilder csr = new CsrBuilder(SubjectNames.ofName(subject, PATH + "/subject"), key);
    template.extensions().ifPresent(all -> add(csr, all));
    Encoded names = request.control(EstOids.CHANGE_SUBJECT_NAME).orElse(null);
    if (names != null) {
      csr.attribute(EstOids.CHANGE_SUBJECT_NAME, names.value());
    }
    return csr.build().unsignedFromOutside();
  }

  private static void add(CsrBuilder csr, Extensions extensions) {
    Arrays.stream(extensions.getExtensionOIDs())
        .map(extensions::getExtension)
        .forEach(csr::extension);
  }

  private static MalformedException missing(String field) {
    return new MalformedException("missing " + field + " at " + PATH);
  }
}
