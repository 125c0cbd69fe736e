package org.bequest.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.AnchorFault;
import org.bequest.formats.anchor.CertPathControls;
import org.bequest.formats.anchor.CertPolicyFlags;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.anchor.TrustAnchorInfo;

/** A trust anchor (RFC 5914) under the name of its choice. */
record AnchorView(Inspection in) {
  Shown of(TrustAnchorChoice anchor) throws MalformedException {
    return switch (anchor) {
      case TrustAnchorChoice.Certificate c ->
          Shown.fields().add("certificate", in.enclosedCertificate(c.holder())).shown();
      case TrustAnchorChoice.TbsCert t ->
          Shown.fields().add("tbsCert", new CertificateView(in).tbs(t.tbsCertificate())).shown();
      case TrustAnchorChoice.TaInfo i -> {
        Shown shown = Shown.fields().add("taInfo", info(i.info())).shown();
        for (AnchorFault fault : i.info().faults()) {
          shown = fault == AnchorFault.NO_POLICY_SET ? shown : shown.but(fault.detail());
        }
        yield shown;
      }
    };
  }

  Shown all(List<TrustAnchorChoice> anchors) throws MalformedException {
    List<Shown> list = new ArrayList<>();
    for (TrustAnchorChoice anchor : anchors) {
      list.add(of(anchor));
    }
    return Shown.list(list);
  }

  private Shown info(TrustAnchorInfo info) throws MalformedException {
    Shown.Builder fields =
        Shown.fields()
            .add("pubKey", in.publicKey(info.pubKey()))
            .add("keyId", info.keyId().octets())
            .add("taTitle", info.taTitle().map(Shown::text));
    if (info.certPath().isPresent()) {
      fields.add("certPath", controls(info.certPath().get()));
    }
    if (info.exts().isPresent()) {
      fields.add("exts", in.extensions(info.exts().get()));
    }
    return fields.add("taTitleLangTag", info.taTitleLangTag().map(Shown::text)).shown();
  }

  Shown controls(CertPathControls controls) throws MalformedException {
    Shown.Builder fields = Shown.fields().add("taName", in.name(controls.taName()));
    if (controls.certificate().isPresent()) {
      fields.add("certificate", in.enclosedCertificate(controls.certificate().get()));
    }
    Shown shown =
        fields
            .add(
                "policySet",
                controls.policySet().map(set -> Shown.list(set.stream().map(in::oid).toList())))
            .add("policyFlags", controls.policyFlags().map(AnchorView::flags))
            .add("nameConstr", controls.nameConstr().map(n -> ExtensionNoun.names(n, in)))
            .add("pathLenConstraint", controls.pathLenConstraint().map(Shown::number))
            .shown();
    return controls.lacksPolicySet()
        ? shown.but("requireExplicitPolicy without a policySet (RFC 5914 2.5)")
        : shown;
  }

  private static Shown flags(CertPolicyFlags flags) {
    return Shown.fields()
        .add("inhibitPolicyMapping", Shown.flag(flags.inhibitPolicyMapping()))
        .add("requireExplicitPolicy", Shown.flag(flags.requireExplicitPolicy()))
        .add("inhibitAnyPolicy", Shown.flag(flags.inhibitAnyPolicy()))
        .shown();
  }
}
