package org.bequest.server.setup;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bequest.ca.local.IssuingAuthority;
import org.bequest.ca.local.LocalCa;
import org.bequest.ca.profile.Profile;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.crypto.tls.ChannelBinding;
import org.bequest.crypto.tls.TlsProvider;
import org.bequest.server.auth.Authenticator;
import org.bequest.server.auth.Basic;
import org.bequest.server.auth.ClientCertificate;
import org.bequest.server.auth.OneTimePassword;
import org.bequest.server.config.LabelSettings;
import org.bequest.server.config.Settings;
import org.bequest.server.label.Challenges;
import org.bequest.server.label.Label;
import org.bequest.server.label.Labels;
import org.bequest.server.label.LinkingPolicy;
import org.bequest.server.label.WireOptions;
import org.bequest.server.setup.StartException.Kind;
import org.bequest.store.Store;

/** From configured labels to labels that serve. Authenticators are shared by all of them. */
final class LabelPlan {
  private final IssuingAuthority authority;
  private final TlsProvider tls;
  private final Approvals approvals;
  private final Map<LabelSettings.Authentication, Authenticator> authenticators =
      new EnumMap<>(LabelSettings.Authentication.class);

  LabelPlan(IssuingAuthority authority, Store store, TlsProvider tls, InstantSource clock) {
    this.authority = authority;
    this.tls = tls;
    this.approvals = new Approvals(store, clock);
    for (LabelSettings.Authentication way : LabelSettings.Authentication.values()) {
      authenticators.put(
          way,
          switch (way) {
            case CLIENT_CERTIFICATE ->
                new ClientCertificate(
                    () -> authority.generations().issuers(), store.certificates(), clock);
            case BASIC -> new Basic(store.credentials());
            case ONE_TIME_PASSWORD ->
                new OneTimePassword(store.credentials(), store.requests(), clock);
          });
    }
  }

  Labels labels(Settings settings) {
    List<Label> labels = new ArrayList<>();
    settings.labels().forEach((name, label) -> labels.add(label(settings, name, label)));
    return new Labels(labels);
  }

  private Label label(Settings settings, String name, LabelSettings label) {
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
    LocalCa ca = authority.under(profile(settings, label), RequestRules.of(label));
    return new Label(
        name.equals(Settings.DEFAULT_LABEL) ? "" : name,
        approvals.over(ca, label.approval()),
        authority,
        label.authenticators().stream().map(authenticators::get).toList(),
        label.linking(),
        new Challenges(label.challenges().linkingOfRegistrars(), label.challenges().revocation()),
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
