package org.bequest.server.endpoint.cmc;

import java.util.List;
import java.util.Optional;
import org.bequest.formats.asn1.Octets;
import org.bequest.store.SharedSecrets;
import org.bouncycastle.cert.X509CertificateHolder;

/** How a message was protected, and found right (RFC 5272 3.2). Who that is, is for later. */
public sealed interface Protection {
  /**
   * By keys that have certificates.
   *
   * @param signers the certificate of each, never none
   * @param bag whatever certificates came along
   */
  record Signed(List<X509CertificateHolder> signers, List<X509CertificateHolder> bag)
      implements Protection {
    public Signed {
      signers = List.copyOf(signers);
      bag = List.copyOf(bag);
    }
  }

  /**
   * By the key that one of its requests is for.
   *
   * @param keyIdentifier which that request asks for
   */
  record ByRequestedKey(Octets keyIdentifier) implements Protection {}

  /**
   * By a MAC under a shared secret.
   *
   * @param secret what is stored of it, without the secret itself
   */
  record Authenticated(KnownSecret secret) implements Protection {}

  /** Not at all. */
  record None() implements Protection {}

  /**
   * A shared secret that the sender has shown to know.
   *
   * @param name by which the message named it
   * @param identity whose it is
   * @param names what its holder may be named
   */
  record KnownSecret(String name, String identity, List<String> names, SharedSecrets.Use use) {
    public KnownSecret {
      names = List.copyOf(names);
    }
  }

  /** Of whom a certificate is; empty unless exactly one signed. */
  default Optional<X509CertificateHolder> signer() {
    return this instanceof Signed(var signers, var _) && signers.size() == 1
        ? Optional.of(signers.getFirst())
        : Optional.empty();
  }
}
