package org.bequest.server.setup;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.bequest.ca.profile.Profile;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.crypto.tls.ChannelBinding;
import org.bequest.crypto.tls.TlsProvider;
import org.bequest.server.auth.Bearer;
import org.bequest.server.config.LabelSettings;
import org.bequest.server.config.Settings;
import org.bequest.server.label.Label;
import org.bequest.server.label.Labels;
import org.bequest.server.label.LinkingPolicy;
import org.bequest.server.label.WireOptions;
import org.bequest.server.setup.StartException.Kind;

/** From configured labels to labels that serve. Authenticators are shared by all of them. */
final class LabelPlan {
  private final TlsProvider tls;
  private final InstantSource clock;
  private final Approvals approvals;
  private final Authentications authentications;
  private final Authorities authorities;
  private final Tokens tokens;
  private final ReturnPlan returns;
  private final CmcPlan cmc;
  private final KeygenPlan keygen;

  LabelPlan(Settings settings, Deployment.Parts parts) {
    this.tls = parts.tls();
    this.clock = parts.clock();
    this.approvals = new Approvals(parts.store(), parts.clock());
    this.tokens = new Tokens(parts.clock());
    this.authentications = new Authentications(settings, parts.store(), parts.clock());
    this.authorities = new Authorities(parts);
    this.returns = new ReturnPlan(parts);
    this.cmc = new CmcPlan(parts);
    this.keygen = new KeygenPlan(parts.secrets());
  }

  Labels labels(Settings settings) {
    authorities.load(settings.authorities());
    Shared shared =
        new Shared(
            new ClientAnchors(settings, authorities::anchors, clock),
            new ChallengePlan(settings),
            tokens.bearer(settings.tokens()));
    List<Label> labels = new ArrayList<>();
    settings.labels().forEach((name, label) -> labels.add(label(settings, name, label, shared)));
    return new Labels(labels, shared.anchors().authorities());
  }

  /** What one configuration makes for all of its labels. */
  private record Shared(ClientAnchors anchors, ChallengePlan challenges, Bearer tokens) {}

  private Label label(Settings settings, String name, LabelSettings label, Shared shared) {
    boolean linked = label.linking() == LinkingPolicy.REQUIRED;
    if (linked && !tls.offers(ChannelBinding.Kind.TLS_EXPORTER)) {
      throw new StartException(
          Kind.CONFIGURATION,
          "Label "
              + name
              + " requires linking, and the TLS provider "
              + tls.name()
              + " has no channel binding on this machine");
    }
    Profile profile = profile(settings, label);
    Authorities.Chosen chosen = authorities.of(label, profile, RequestRules.of(label, profile));
    return new Label(
        name.equals(Settings.DEFAULT_LABEL) ? "" : name,
        approvals.over(chosen.authority(), label.approval()),
        chosen.lists(),
        authentications.gate(label, shared.anchors().of(name, label), shared.tokens()),
        label.linking(),
        shared.challenges().of(label.challenges()),
        NamePlan.of(label.names()),
        keygen.of(label.keygen(), profile),
        returns.of(name, label, shared.anchors()),
        cmc.of(label.fullCmc(), chosen.lists(), profile),
        wire(label.wire()));
  }

  private static Profile profile(Settings settings, LabelSettings label) {
    ProfileConfig config = settings.profiles().get(label.profile());
    if (config == null) {
      throw new StartException(
          Kind.CONFIGURATION, "There is no profile " + label.profile() + ", which a label names");
    }
    return Profile.of(label.profile(), config);
  }

  private static WireOptions wire(LabelSettings.Wire wire) {
    return new WireOptions(
        wire.contentTransferEncoding(),
        wire.includeChain(),
        wire.cacertsSmimeType(),
        wire.base64Lines());
  }
}
