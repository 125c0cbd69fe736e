package org.bequest.server.endpoint.cmc;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.bequest.crypto.cms.SignerKeys;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.control.QueryPending;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.pkix.Csr;

/**
 * Keys of requests that wait here: who has no certificate yet asks for them under the key that
 * signed them (RFC 5272 6.13). Whose request it is the identity of the sender says.
 */
final class WaitingKeys {
  private WaitingKeys() {}

  static SignerKeys and(SignerKeys keys, Arrival arrival, PkiData data) {
    SignerKeys all = keys;
    for (QueryPending asked : data.controls(QueryPending.class)) {
      Optional<Csr> csr = waiting(arrival, asked);
      Optional<EntityIdentifier.KeyIdentifier> id = csr.flatMap(Challenge::keyIdentifier);
      if (id.isPresent()) {
        all = all.and(id.get().octets(), csr.get().subjectPublicKeyInfo());
      }
    }
    return all;
  }

  private static Optional<Csr> waiting(Arrival arrival, QueryPending asked) {
    String token = new String(asked.token().bytes(), StandardCharsets.UTF_8);
    return arrival
        .label()
        .fullCmc()
        .services()
        .store()
        .requests()
        .find(token)
        .filter(row -> row.key().label().equals(arrival.label().name()))
        .flatMap(row -> decoded(row.csr()));
  }

  private static Optional<Csr> decoded(byte[] csr) {
    try {
      return Optional.of(Csr.decode(csr));
    } catch (MalformedException e) {
      throw new IllegalStateException("the store has a request that is none", e);
    }
  }
}
