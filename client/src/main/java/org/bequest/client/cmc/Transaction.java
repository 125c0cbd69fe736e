package org.bequest.client.cmc;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.Providers;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.PkiResponse;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.RecipientNonce;
import org.bequest.formats.cmc.control.SenderNonce;
import org.bequest.formats.cmc.control.TransactionId;

/**
 * What ties messages to each other (RFC 5272 section 6.6): the number of the transaction in all of
 * them, a new nonce in each, and the last nonce of the other side.
 */
record Transaction(BigInteger id, Octets nonce, Optional<Octets> theirs) {
  private static final int OCTETS = 16;

  static Transaction begin() {
    return new Transaction(
        new BigInteger(8 * OCTETS, Providers.random()), freshNonce(), Optional.empty());
  }

  /** One that was begun before; the last nonce of the other side is forgotten. */
  static Transaction continued(BigInteger id) {
    return new Transaction(id, freshNonce(), Optional.empty());
  }

  /** For the next message: no two have the same nonce. */
  Transaction renewed() {
    return new Transaction(id, freshNonce(), theirs);
  }

  private static Octets freshNonce() {
    byte[] octets = new byte[OCTETS];
    Providers.random().nextBytes(octets);
    return Octets.of(octets);
  }

  List<Control> controls() {
    List<Control> controls = new ArrayList<>();
    controls.add(new TransactionId(id));
    controls.add(new SenderNonce(nonce));
    theirs.ifPresent(t -> controls.add(new RecipientNonce(t)));
    return controls;
  }

  /** Why a response is not the answer to the message that was sent last. */
  Optional<String> fault(PkiResponse response) {
    List<TransactionId> ids = response.controls(TransactionId.class);
    if (ids.size() != 1 || !ids.getFirst().id().equals(id)) {
      return Optional.of("the response belongs to another transaction");
    }
    List<RecipientNonce> nonces = response.controls(RecipientNonce.class);
    if (nonces.size() != 1 || !nonces.getFirst().nonce().equals(nonce)) {
      return Optional.of("the response does not answer this message: its nonce is another");
    }
    return Optional.empty();
  }

  /** The next message goes back with the nonce that this response brought. */
  Transaction after(PkiResponse response) {
    Optional<Octets> last =
        response.controls(SenderNonce.class).stream().map(SenderNonce::nonce).findFirst();
    return new Transaction(id, nonce, last);
  }
}
