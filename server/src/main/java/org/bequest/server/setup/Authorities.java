package org.bequest.server.setup;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.bequest.ca.CertificateAuthority;
import org.bequest.ca.RevocationLists;
import org.bequest.ca.est.EstCa;
import org.bequest.ca.est.EstUpstream;
import org.bequest.ca.exec.Command;
import org.bequest.ca.exec.ExecCa;
import org.bequest.ca.exec.ExecSettings;
import org.bequest.ca.exec.ProcessLimits;
import org.bequest.ca.foreign.Backend;
import org.bequest.ca.foreign.CrlFiles;
import org.bequest.ca.foreign.ForeignCa;
import org.bequest.ca.foreign.ForeignContext;
import org.bequest.ca.foreign.ForeignRevocation;
import org.bequest.ca.foreign.ForeignRules;
import org.bequest.ca.foreign.Revoker;
import org.bequest.ca.local.LabelRules;
import org.bequest.ca.profile.Profile;
import org.bequest.server.auth.OwnAnchors;
import org.bequest.server.config.AuthoritySettings;
import org.bequest.server.config.LabelSettings;
import org.bequest.server.setup.StartException.Kind;
import org.bouncycastle.cert.X509CertificateHolder;

/** Who issues under which label: the authority inside, and those that the settings name. */
final class Authorities {
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private final Deployment.Parts parts;
  private final OwnAnchors local;
  private Map<String, Elsewhere> named = Map.of();

  /**
   * An authority elsewhere as it runs.
   *
   * @param settings it was made of
   * @param anchors for clients that come with its certificates
   */
  private record Elsewhere(
      Object settings,
      Backend backend,
      ForeignRules rules,
      RevocationLists lists,
      OwnAnchors anchors) {}

  /** What a label points to. */
  record Chosen(CertificateAuthority authority, RevocationLists lists) {}

  Authorities(Deployment.Parts parts) {
    this.parts = parts;
    this.local = anchors(() -> parts.authority().generations().issuers());
  }

  /** Takes over the settings; an authority whose settings are the same goes on as it is. */
  void load(AuthoritySettings settings) {
    Map<String, Elsewhere> next = new LinkedHashMap<>();
    settings
        .exec()
        .forEach((name, exec) -> next.put(name, kept(name, exec, () -> exec(name, exec))));
    settings.est().forEach((name, est) -> next.put(name, kept(name, est, () -> est(name, est))));
    Map<String, Elsewhere> before = named;
    named = next;
    before.values().stream()
        .filter(gone -> !next.containsValue(gone))
        .filter(gone -> gone.backend() instanceof EstCa)
        .forEach(gone -> ((EstCa) gone.backend()).close());
  }

  private Elsewhere kept(String name, Object settings, Supplier<Elsewhere> make) {
    Elsewhere present = named.get(name);
    return present != null && present.settings().equals(settings) ? present : make.get();
  }

  /** The authority of a label, under the label's profile. */
  Chosen of(LabelSettings label, Profile profile, LabelRules rules) {
    if (isLocal(label)) {
      return new Chosen(parts.authority().under(profile, rules), parts.authority());
    }
    Elsewhere elsewhere = elsewhere(label);
    return new Chosen(
        new ForeignCa(elsewhere.backend(), profile, rules, context(elsewhere.rules())),
        elsewhere.lists());
  }

  private ForeignContext context(ForeignRules rules) {
    return new ForeignContext(
        rules,
        parts.store().certificates(),
        parts.store().requests(),
        parts.store().audit(),
        parts.clock());
  }

  /** Whose certificates a label's clients renew. */
  OwnAnchors anchors(LabelSettings label) {
    return isLocal(label) ? local : elsewhere(label).anchors();
  }

  private static boolean isLocal(LabelSettings label) {
    return label.authority().equals(AuthoritySettings.LOCAL);
  }

  private Elsewhere elsewhere(LabelSettings label) {
    Elsewhere found = named.get(label.authority());
    if (found == null) {
      throw new StartException(
          Kind.CONFIGURATION,
          "There is no authority " + label.authority() + ", which a label names");
    }
    return found;
  }

  private Elsewhere exec(String name, AuthoritySettings.Exec exec) {
    String key = "authorities.exec." + name;
    ExecSettings settings =
        new ExecSettings(
            name,
            command(exec.command(), exec),
            optional(exec.revokeCommand(), exec),
            optional(exec.csrattrsCommand(), exec),
            new ProcessLimits(exec.timeout(), exec.output(), exec.processes()));
    var issuers = AuthorityFiles.issuers(key + ".ca-certificates", exec.caCertificates());
    Duration attempt = exec.timeout().multipliedBy(2).plus(MARGIN);
    ExecCa backend = new ExecCa(settings, issuers, parts.clock());
    ForeignRules rules = rules(name, attempt, exec.lint(), exec.requests());
    Optional<Revoker> revoker = settings.revoke().map(_ -> backend);
    return elsewhere(
        exec,
        backend,
        rules,
        new ForeignRevocation(new CrlFiles(exec.crls()), backend, revoker, context(rules)));
  }

  private static Optional<Command> optional(List<String> words, AuthoritySettings.Exec exec) {
    return words.isEmpty() ? Optional.empty() : Optional.of(command(words, exec));
  }

  private static Command command(List<String> words, AuthoritySettings.Exec exec) {
    return new Command(words, exec.environment(), exec.directory());
  }

  private Elsewhere est(String name, AuthoritySettings.Est est) {
    String key = "authorities.est." + name;
    EstUpstream upstream =
        new EstUpstream(
            name,
            new EstUpstream.Address(
                est.url(),
                est.label(),
                est.reenroll() == AuthoritySettings.Reenroll.SIMPLEREENROLL),
            AuthorityFiles.certificates(key + ".trust-anchors", est.trustAnchors()),
            AuthorityFiles.identity(key + ".key-store", est.keyStore(), est.password()),
            parts.tls(),
            new EstUpstream.Limits(est.timeout(), est.connections(), est.refresh()));
    Duration attempt = est.timeout().multipliedBy(4).plus(MARGIN);
    EstCa backend = new EstCa(upstream, parts.clock());
    ForeignRules rules = rules(name, attempt, est.lint(), est.requests());
    return elsewhere(
        est,
        backend,
        rules,
        new ForeignRevocation(new CrlFiles(est.crls()), backend, Optional.empty(), context(rules)));
  }

  private Elsewhere elsewhere(
      Object settings, Backend backend, ForeignRules rules, RevocationLists lists) {
    return new Elsewhere(settings, backend, rules, lists, anchors(backend::caCertificates));
  }

  private OwnAnchors anchors(Supplier<List<X509CertificateHolder>> issuers) {
    return new OwnAnchors(issuers, parts.store().certificates(), parts.clock());
  }

  private static ForeignRules rules(
      String name, Duration attempt, ForeignRules.Lint lint, AuthoritySettings.Requests requests) {
    return new ForeignRules(
        name,
        attempt,
        requests.retryAfter(),
        requests.unclear(),
        lint,
        new ForeignRules.Queue(requests.most(), requests.expireAfter(), requests.answerFor()));
  }
}
