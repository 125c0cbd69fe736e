package org.bequest.ca.hierarchy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.ca.local.CaStores;
import org.bequest.ca.local.CrlConfig;
import org.bequest.ca.local.IssuingAuthority;
import org.bequest.ca.profile.BuiltInProfiles;
import org.bequest.ca.signer.CaKeyException;
import org.bequest.ca.signer.IssuingKey;
import org.bequest.store.AuditEntry;
import org.bequest.store.AuthorityKeys;
import org.bequest.store.AuthorityKeys.Role;
import org.bequest.store.AuthorityKeys.Row;
import org.bequest.store.CertificateStore.Outstanding;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * An authority whose key follows another (RFC 4210 4.4): started, activated, retired. A step is one
 * committed change of what the store remembers: before it nothing counts, after it the authority
 * works with the new keys at once, and so does every later start.
 */
public final class Succession {
  private final KeyFolder folder;
  private final RememberedKeys remembered;
  private final CaStores stores;
  private final InstantSource clock;
  private final IssuingAuthority authority;
  private List<IssuingKey> opened;
  private long version;

  /** Where an authority is kept. */
  public record Home(KeyFolder folder, AuthorityKeys remembered, CaStores stores) {}

  private record Change(String action, int number, String actor, String what) {}

  private Succession(Home home, CrlConfig crl, InstantSource clock) {
    this.folder = home.folder();
    this.remembered = new RememberedKeys(folder, home.remembered());
    this.stores = home.stores();
    this.clock = clock;
    AuthorityKeys.State state = remembered.state();
    this.version = state.version();
    this.authority =
        new IssuingAuthority(remembered.generations(state.rows(), List.of()), stores, crl, clock);
    this.opened = authority.generations().keys();
  }

  /**
   * Opens every key that counts.
   *
   * @throws CaKeyException with one sentence when one cannot be had, or is another than the store
   *     remembers
   */
  public static Succession open(Home home, CrlConfig crl, InstantSource clock) {
    return new Succession(home, crl, clock);
  }

  public IssuingAuthority authority() {
    return authority;
  }

  /** The keys over time, the first key first. Reads all that is in use: for operators. */
  public synchronized List<KeyState> keys() {
    return state().rows().stream()
        .map(row -> new KeyState(row, chain(row), outstanding(row)))
        .toList();
  }

  private List<X509CertificateHolder> chain(Row row) {
    return authority.generations().keys().stream()
        .filter(k -> k.issuer().id().equals(row.key()))
        .findFirst()
        .map(IssuingKey::chain)
        .orElse(List.of());
  }

  /** The service's own certificates do not count: it replaces them itself. */
  private Outstanding outstanding(Row row) {
    String issuing = authority.key().issuer().id();
    return stores
        .certificates()
        .outstanding(row.key(), issuing, clock.instant(), BuiltInProfiles.REPLACED);
  }

  /** The file in the folder whose key a roll-over signs with; empty when it was moved away. */
  public Optional<String> superiorFile(boolean issuingOnly) {
    return folder
        .rootWith(superior(issuingOnly).getSubjectPublicKeyInfo())
        .map(KeyFolder.RootFile::name);
  }

  /** The certificate whose key a roll-over signs with. */
  public X509CertificateHolder superior(boolean issuingOnly) {
    List<X509CertificateHolder> chain = authority.key().chain();
    return issuingOnly ? chain.get(Math.min(1, chain.size() - 1)) : chain.getLast();
  }

  /** What the issuing key of this number would be called. */
  public X500Name nameOf(int number) {
    return GenerationName.of(authority.key().issuer().name(), number);
  }

  /**
   * Makes and publishes the next keys; the present one goes on issuing.
   *
   * @param superior the key that signs, when it does not lie in the folder
   */
  public synchronized RolloverStep start(
      RolloverSpec spec, Optional<IssuingKey> superior, String actor) {
    AuthorityKeys.State state = state();
    if (has(state, Role.NEXT)) {
      return new RolloverStep.Unchanged("a roll-over has been started already: activate it");
    }
    if (authority.key().chain().size() < 2) {
      return new RolloverStep.Refused("the issuing key is a root itself, which this cannot renew");
    }
    int number = state.rows().getLast().number() + 1;
    try {
      NewGeneration.Made made =
          new NewGeneration(folder, new KeyCeremony(stores, clock), number, spec)
              .make(authority.key(), signing(spec, superior));
      List<Row> rows = new ArrayList<>(state.rows());
      rows.add(row(number, made));
      String what = "key " + number + " is published and issues nothing yet";
      opened = Stream.concat(opened.stream(), Stream.of(made.issuing())).toList();
      return commit(state, rows, new Change("ca.rollover.start", number, actor, what));
    } catch (CaKeyException e) {
      return new RolloverStep.Refused(String.valueOf(e.getMessage()));
    }
  }

  private IssuingKey signing(RolloverSpec spec, Optional<IssuingKey> given) {
    X509CertificateHolder wanted = superior(spec.issuingOnly());
    IssuingKey key =
        given
            .or(() ->
                folder.rootWith(wanted.getSubjectPublicKeyInfo()).map(KeyFolder.RootFile::key))
            .orElseThrow(() -> new CaKeyException(movedAway(wanted)));
    if (!key.issuer().publicKey().equals(wanted.getSubjectPublicKeyInfo())) {
      throw new CaKeyException("the key that was given is not that of " + wanted.getSubject());
    }
    return key;
  }

  private String movedAway(X509CertificateHolder wanted) {
    return "the key of "
        + wanted.getSubject()
        + " has to sign, and no root*.p12 in "
        + folder.folder()
        + " holds it: it was moved away, so give it with --root-key and --root-password-file";
  }

  private Row row(int number, NewGeneration.Made made) {
    return new Row(
        number,
        made.issuing().issuer().id(),
        Role.NEXT,
        NewGeneration.issuingFile(number),
        made.links().stream().map(Succession::encoded).toList(),
        clock.instant());
  }

  /** The next key issues from now on; the present one becomes old. */
  public synchronized RolloverStep activate(String actor) {
    AuthorityKeys.State state = state();
    if (!has(state, Role.NEXT)) {
      return has(state, Role.OLD)
          ? new RolloverStep.Unchanged("the newest key issues already")
          : new RolloverStep.Refused("no roll-over has been started");
    }
    int number = newest(state, Role.NEXT);
    List<Row> rows =
        state.rows().stream()
            .map(row ->
                switch (row.role()) {
                  case NEXT -> as(Role.CURRENT, row);
                  case CURRENT -> as(Role.OLD, row);
                  case OLD, RETIRED -> row;
                })
            .toList();
    String what = "key " + number + " issues from now on";
    return commit(state, rows, new Change("ca.rollover.activate", number, actor, what));
  }

  /**
   * Old keys count no more: neither their certificates nor their lists.
   *
   * @param force although certificates of theirs are in use
   */
  public synchronized RolloverStep retire(boolean force, String actor) {
    AuthorityKeys.State state = state();
    if (!has(state, Role.OLD)) {
      return has(state, Role.NEXT)
          ? new RolloverStep.Refused("the present key issues still: activate the next one first")
          : new RolloverStep.Unchanged("there is no old key");
    }
    List<Outstanding> inUse = inUse(state);
    if (!inUse.isEmpty() && !force) {
      return new RolloverStep.Refused(sentence(inUse));
    }
    List<Row> rows =
        state.rows().stream()
            .map(row -> row.role() == Role.OLD ? as(Role.RETIRED, row) : row)
            .toList();
    int number = newest(state, Role.OLD);
    String what = "key " + number + " and those before it count no more";
    return commit(state, rows, new Change("ca.rollover.retire", number, actor, what));
  }

  private List<Outstanding> inUse(AuthorityKeys.State state) {
    return state.rows().stream()
        .filter(r -> r.role() == Role.OLD)
        .map(this::outstanding)
        .filter(o -> o.certificates() > 0)
        .toList();
  }

  private static String sentence(List<Outstanding> inUse) {
    long certificates = inUse.stream().mapToLong(Outstanding::certificates).sum();
    long behind = inUse.stream().mapToLong(Outstanding::subjectsWithoutSuccessor).sum();
    Instant last =
        inUse.stream().map(Outstanding::last).max(Comparator.naturalOrder()).orElseThrow();
    return ("certificates under the old key are in use: %d, the last until %s; %d of their subjects"
            + " have none under the new key")
        .formatted(certificates, last, behind);
  }

  private RolloverStep commit(AuthorityKeys.State state, List<Row> rows, Change change) {
    Map<String, String> details = Map.of("key", rows.get(change.number() - 1).key());
    AuditEntry audit =
        new AuditEntry(
            clock.instant(),
            change.action(),
            change.actor(),
            Integer.toString(change.number()),
            "ok",
            details);
    if (!remembered.replace(state, rows, audit)) {
      return new RolloverStep.Refused("somebody else changed the keys meanwhile: look and repeat");
    }
    state();
    return new RolloverStep.Done(change.what());
  }

  /** As the store has it; the authority follows when that is not what it works with. */
  private AuthorityKeys.State state() {
    AuthorityKeys.State state = remembered.state();
    if (state.version() != version) {
      authority.replace(remembered.generations(state.rows(), opened));
      opened = authority.generations().keys();
      version = state.version();
    }
    return state.rows().isEmpty() ? new AuthorityKeys.State(version, List.of(only())) : state;
  }

  /** The one key of an authority that never had another. */
  private Row only() {
    IssuingKey key = authority.key();
    Instant since = key.certificate().getNotBefore().toInstant();
    return new Row(1, key.issuer().id(), Role.CURRENT, folder.first(), List.of(), since);
  }

  private Row as(Role role, Row row) {
    return new Row(row.number(), row.key(), role, row.file(), row.links(), clock.instant());
  }

  private static boolean has(AuthorityKeys.State state, Role role) {
    return state.rows().stream().anyMatch(r -> r.role() == role);
  }

  private static int newest(AuthorityKeys.State state, Role role) {
    return state.rows().stream()
        .filter(r -> r.role() == role)
        .mapToInt(Row::number)
        .max()
        .orElseThrow();
  }

  private static byte[] encoded(X509CertificateHolder certificate) {
    try {
      return certificate.getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
