package org.bequest.ca.hierarchy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bequest.ca.local.Generations;
import org.bequest.ca.signer.CaKeyException;
import org.bequest.ca.signer.IssuingKey;
import org.bequest.store.AuditEntry;
import org.bequest.store.AuthorityKeys;
import org.bequest.store.AuthorityKeys.Role;
import org.bequest.store.AuthorityKeys.Row;
import org.bouncycastle.cert.X509CertificateHolder;

/** What the store remembers of an authority's keys, and the keys themselves from their files. */
final class RememberedKeys {
  private final KeyFolder folder;
  private final AuthorityKeys store;

  RememberedKeys(KeyFolder folder, AuthorityKeys store) {
    this.folder = folder;
    this.store = store;
  }

  /** Without rows while the key of the configured file is the only one that there ever was. */
  AuthorityKeys.State state() {
    AuthorityKeys.State state = store.load();
    boolean known =
        state.rows().isEmpty()
            || state.rows().stream().anyMatch(r -> r.file().equals(folder.first()));
    if (!known) {
      throw new CaKeyException(
          folder.folder().resolve(folder.first())
              + " is none of the authority's keys, which lie in "
              + state.rows().stream().map(Row::file).toList());
    }
    return state;
  }

  /** False when somebody else was faster. */
  boolean replace(AuthorityKeys.State state, List<Row> rows, AuditEntry audit) {
    return store.replace(state.version(), rows, audit);
  }

  /**
   * Opens every key that counts.
   *
   * @param present keys that are open already
   */
  Generations generations(List<Row> rows, Collection<IssuingKey> present) {
    if (rows.isEmpty()) {
      return Generations.of(folder.open(folder.first()));
    }
    List<IssuingKey> issuing = new ArrayList<>();
    List<IssuingKey> others = new ArrayList<>();
    List<X509CertificateHolder> links = new ArrayList<>();
    for (Row row : rows) {
      if (row.role() != Role.RETIRED) {
        (row.role() == Role.CURRENT ? issuing : others).add(key(row, present));
        row.links().forEach(der -> links.add(decoded(der)));
      }
    }
    if (issuing.size() != 1) {
      throw new CaKeyException("the database does not say which key of the authority issues");
    }
    return new Generations(issuing.getFirst(), others, links);
  }

  private IssuingKey key(Row row, Collection<IssuingKey> present) {
    return present.stream()
        .filter(k -> k.issuer().id().equals(row.key()))
        .findFirst()
        .orElseGet(() -> opened(row));
  }

  private IssuingKey opened(Row row) {
    IssuingKey key = folder.open(row.file());
    if (!key.issuer().id().equals(row.key())) {
      throw new CaKeyException(
          folder.folder().resolve(row.file()) + " holds another key than the database remembers");
    }
    return key;
  }

  private static X509CertificateHolder decoded(byte[] der) {
    try {
      return new X509CertificateHolder(der);
    } catch (IOException e) {
      throw new UncheckedIOException("the database has a link that is no certificate", e);
    }
  }
}
