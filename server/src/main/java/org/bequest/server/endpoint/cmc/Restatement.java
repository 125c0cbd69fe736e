package org.bequest.server.endpoint.cmc;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.EstOids;
import org.bequest.formats.pkix.Names;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** What a request asks for, while it is changed. Used by one thread. */
final class Restatement {
  static final X500Name NOBODY = new X500Name(new RDN[0]);

  private static final Limits LIMITS = new Limits(1 << 16, 16, 2000);

  private final Csr csr;
  private final Map<ASN1ObjectIdentifier, Extension> extensions = new LinkedHashMap<>();
  private X500Name subject;
  private List<GeneralName> alternatives;

  Restatement(Csr csr) {
    this.csr = csr;
    this.subject = csr.subject();
    this.alternatives = csr.names().alternatives();
    csr.requestedExtensions()
        .ifPresent(all -> each(all).filter(e -> !isNames(e)).forEach(this::keep));
  }

  private static Stream<Extension> each(Extensions all) {
    return Arrays.stream(all.getExtensionOIDs()).map(all::getExtension);
  }

  private static boolean isNames(Extension extension) {
    return extension.getExtnId().equals(Extension.subjectAlternativeName);
  }

  private void keep(Extension extension) {
    extensions.put(extension.getExtnId(), extension);
  }

  boolean isKey(SubjectPublicKeyInfo key) {
    return key.equals(csr.subjectPublicKeyInfo());
  }

  void subject(X500Name name) {
    subject = name;
  }

  /** One clause when an extension cannot be read; each that is there already is replaced. */
  Optional<String> put(Extensions all) {
    for (Extension extension : each(all).toList()) {
      if (!isNames(extension)) {
        keep(extension);
        continue;
      }
      try {
        byte[] value = extension.getExtnValue().getOctets();
        alternatives =
            List.of(Names.alternatives(Asn1.der(value, LIMITS), "/subjectAltName").getNames());
      } catch (MalformedException e) {
        return Optional.of(String.valueOf(e.getMessage()));
      }
    }
    return Optional.empty();
  }

  void remove(Extensions all) {
    each(all)
        .forEach(e -> {
          extensions.remove(e.getExtnId());
          if (isNames(e)) {
            alternatives = List.of();
          }
        });
  }

  /** The same request for the same key, with other content; it proves nothing by itself. */
  Csr csr() throws MalformedException {
    Names.name(subject, "/CertTemplate/subject");
    CsrBuilder builder =
        new CsrBuilder(new SubjectNames(subject, alternatives), csr.subjectPublicKeyInfo());
    extensions.values().forEach(builder::extension);
    csr.attributes().stream()
        .filter(a -> !a.getAttrType().equals(EstOids.EXTENSION_REQUEST))
        .forEach(builder::attribute);
    return builder.build().unsignedFromOutside();
  }
}
