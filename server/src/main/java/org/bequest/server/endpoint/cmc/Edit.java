package org.bequest.server.endpoint.cmc;

import java.util.Arrays;
import java.util.Optional;
import org.bequest.formats.cmc.control.ModCertTemplate;
import org.bequest.formats.crmf.CertTemplate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;

/** What a control does to what a request asks for (RFC 5272 6.5). */
sealed interface Edit {
  /** One clause that says why it cannot be done; empty when it is done. */
  Optional<String> apply(Restatement restatement);

  /** Whether two of one layer want different things. */
  default boolean conflicts(Edit other) {
    return this instanceof Add(Extensions mine)
        && other instanceof Add(Extensions theirs)
        && Arrays.stream(mine.getExtensionOIDs())
            .map(id -> Optional.ofNullable(theirs.getExtension(id)))
            .flatMap(Optional::stream)
            .anyMatch(e -> !e.equals(mine.getExtension(e.getExtnId())));
  }

  static Edit of(ModCertTemplate control) {
    return control.replace() ? new Replace(control.template()) : new Delete(control.template());
  }

  /** Add Extensions. */
  record Add(Extensions extensions) implements Edit {
    @Override
    public Optional<String> apply(Restatement restatement) {
      return restatement.put(extensions);
    }
  }

  /** Modify Certification Request that replaces fields, each extension by itself. */
  record Replace(CertTemplate template) implements Edit {
    @Override
    public Optional<String> apply(Restatement restatement) {
      Optional<String> fault = unfit(template, restatement);
      if (fault.isPresent()) {
        return fault;
      }
      template.subject().ifPresent(restatement::subject);
      return template.extensions().flatMap(restatement::put);
    }
  }

  /** Modify Certification Request that deletes fields, each extension by itself. */
  record Delete(CertTemplate template) implements Edit {
    @Override
    public Optional<String> apply(Restatement restatement) {
      if (template.publicKey().isPresent()) {
        return Optional.of("there is no certificate without a key");
      }
      Optional<String> fault = unfit(template, restatement);
      if (fault.isPresent()) {
        return fault;
      }
      template.subject().ifPresent(_ -> restatement.subject(Restatement.NOBODY));
      template.extensions().ifPresent(restatement::remove);
      return Optional.empty();
    }
  }

  /** What no request says, or what nobody has shown possession of. */
  private static Optional<String> unfit(CertTemplate template, Restatement restatement) {
    boolean chosenHere =
        template.serialNumber().isPresent()
            || template.signingAlg().isPresent()
            || template.issuer().isPresent()
            || template.validity().isPresent()
            || template.issuerUid().isPresent()
            || template.subjectUid().isPresent();
    if (chosenHere) {
      return Optional.of("serial number, algorithm, issuer and validity are chosen here");
    }
    return template.publicKey().filter(k -> !restatement.isKey(k)).isPresent()
        ? Optional.of("nobody has shown possession of another key")
        : Optional.empty();
  }

  /** Whether it touches what RFC 8756 6.1 keeps as it is. */
  default boolean touchesKeyOrUsage() {
    CertTemplate template =
        switch (this) {
          case Add _ -> null;
          case Replace(CertTemplate t) -> t;
          case Delete(CertTemplate t) -> t;
        };
    return template != null
        && (template.publicKey().isPresent()
            || template
                .extensions()
                .filter(e -> e.getExtension(Extension.keyUsage) != null)
                .isPresent());
  }
}
