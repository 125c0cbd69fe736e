package org.bequest.server.config;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import org.bequest.ca.profile.Problem;
import org.bequest.ca.profile.Profile;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.formats.wire.Target;

/** What no single value can tell: names that nothing defines, ports that collide, … */
final class CrossChecks {
  private static final Pattern SEPARATOR = Pattern.compile("[.\\[]");

  private final Settings settings;
  private final YamlNode.Mapping root;
  private final Faults faults;

  CrossChecks(Settings settings, YamlNode.Mapping root, Faults faults) {
    this.settings = settings;
    this.root = root;
    this.faults = faults;
  }

  void run() {
    ports();
    limits();
    durations();
    settings
        .profiles()
        .forEach((name, config) -> {
          if (Profile.check(name, config) instanceof Profile.Checked.Invalid invalid) {
            invalid.problems().forEach(p -> profile(name, p));
          }
        });
    settings.labels().forEach(this::label);
    settings.labels().forEach((n, l) -> new NamesChecks(n, l, settings, this::fault).run());
    new AuthenticationChecks(settings, this::fault).run();
    new RouteChecks(settings, this::fault).run();
    new AuthorityChecks(settings, this::fault).run();
    new AnchorChecks(settings, this::fault).run();
    new SecretChecks(settings, this::fault).run();
    if (!settings.labels().containsKey(Settings.DEFAULT_LABEL)) {
      fault(
          "labels",
          new Complaint(
              "",
              "there is no label \"default\", which RFC 7030 3.2.2 needs for paths without one",
              "add labels.default"));
    }
  }

  private void ports() {
    port("listen.est.port", settings.listen().est().port());
    port("listen.admin.port", settings.listen().admin().port());
    int admin = settings.listen().admin().port();
    if (admin != 0 && admin == settings.listen().est().port()) {
      fault(
          "listen.admin.port",
          new Complaint(
              Integer.toString(admin),
              "the same port as listen.est.port",
              "operators have a listener of their own: choose another"));
    }
  }

  private void port(String key, int port) {
    if (port < 0 || port > 65_535) {
      fault(
          key,
          new Complaint(
              Integer.toString(port), "not a port", "write 1 to 65535, or 0 for any that is free"));
    }
  }

  private void limits() {
    Settings.Limits limits = settings.limits();
    range("limits.body", limits.body(), 1_024, 16 << 20);
    range("limits.headers", limits.headers(), 1_024, 1 << 20);
    range("limits.connections", limits.connections(), 1, 1_000_000);
    positive("limits.idle", limits.idle());
    positive("limits.request", limits.request());
    positive("limits.stop", limits.stop());
  }

  private void range(String key, int value, int least, int most) {
    if (value < least || value > most) {
      fault(key, new Complaint(Integer.toString(value), "outside of " + least + " to " + most, ""));
    }
  }

  private void durations() {
    positive("store.keep-requests", settings.store().keepRequests());
    positive("store.keep-packages", settings.store().keepPackages());
    Settings.Ca.Crl crl = settings.ca().crl();
    positive("ca.crl.validity", crl.validity());
    positive("ca.crl.publish-every", crl.publishEvery());
    if (crl.publishEvery().compareTo(crl.validity()) >= 0) {
      fault(
          "ca.crl.publish-every",
          new Complaint(
              Scalars.show(crl.publishEvery()),
              "a list would expire (ca.crl.validity is "
                  + Scalars.show(crl.validity())
                  + ") before the next is published",
              "publish several times within the validity"));
    }
  }

  private void positive(String key, Duration value) {
    if (value.isNegative() || value.isZero()) {
      fault(key, new Complaint(Scalars.show(value), "must be longer than nothing", ""));
    }
  }

  private void profile(String name, Problem problem) {
    fault(
        "profiles." + name + "." + problem.key(),
        new Complaint(problem.value(), problem.reason(), problem.suggestion()));
  }

  private void label(String name, LabelSettings label) {
    String key = "labels." + name;
    if (!name.equals(Settings.DEFAULT_LABEL)) {
      Target.faultOfLabel(name)
          .ifPresent(reason -> fault(key, new Complaint(name, reason, "choose another name")));
    }
    if (label.profile() != null && !settings.profiles().containsKey(label.profile())) {
      fault(
          key + ".profile",
          new Complaint(
              label.profile(),
              "there is no such profile",
              Similar.hint(label.profile(), settings.profiles().keySet())));
    }
    new ApprovalChecks(name, label.approval(), this::fault).run();
    new FullCmcChecks(name, label, this::fault).run(settings.messages().curve());
    requests(name, label);
  }

  private void requests(String name, LabelSettings label) {
    ProfileConfig config = settings.profiles().get(Objects.toString(label.profile(), ""));
    if (config != null
        && Profile.check(label.profile(), config) instanceof Profile.Checked.Valid(Profile valid)) {
      new CsrAttrsChecks(name, label.csrattrs(), valid, this::fault).run();
      boolean sealed = !(settings.secrets().sealingKey() instanceof SecretReference.None);
      new KeygenChecks(name, label, this::fault).run(valid, sealed);
      RenewalChecks renewal = new RenewalChecks(name, label.renewal(), this::fault);
      renewal.run(valid.validity(), settings.profiles().keySet());
      if (!label.authority().equals(AuthoritySettings.LOCAL)) {
        renewal.runForAuthorityElsewhere();
      }
    }
  }

  private void fault(String key, Complaint complaint) {
    faults.add(line(key), key, complaint);
  }

  /** The line of the nearest key that stands in the file. */
  private int line(String key) {
    YamlNode.Mapping at = root;
    int line = root.line();
    for (String segment : SEPARATOR.split(key, -1)) {
      Integer found = at.keyLines().get(segment);
      if (found == null) {
        return line;
      }
      line = found;
      if (!(at.entries().get(segment) instanceof YamlNode.Mapping below)) {
        return line;
      }
      at = below;
    }
    return line;
  }
}
