package org.bequest.ca;

import java.time.Duration;
import java.util.Optional;

/**
 * In which role somebody asks (RFC 7030 3.3.2, 3.7). Only the server's authenticators decide it.
 */
public sealed interface Role {
  /**
   * The usual one, for itself: by a password, a token, or a certificate of this service's own
   * authority.
   */
  record Itself() implements Role {}

  /**
   * For itself, by a certificate of this service's own authority that has come to its end: it may
   * have the names of that certificate once more, and no others whatever it is granted.
   *
   * @param grace how long after its end it counts
   */
  record Expired(Duration grace) implements Role {}

  /**
   * For itself, by a certificate of somebody else's authority, such as a manufacturer's: it enrols
   * for the names that it was given, renews nothing, and gets no privileged profile.
   *
   * @param anchors name of the anchors that it leads to
   */
  record Foreign(String anchors) implements Role {}

  /**
   * For others, as a registration authority: by a certificate of this service's own authority with
   * id-kp-cmcRA, which the configuration lists. The grant says whom it may ask for.
   *
   * @param name by which the configuration lists it
   */
  record Registrar(String name) implements Role {}

  /** For the audit entry; empty for the usual role. */
  default Optional<String> audited() {
    return switch (this) {
      case Itself _ -> Optional.empty();
      case Expired _ -> Optional.of("expired");
      case Foreign(String anchors) -> Optional.of("foreign:" + anchors);
      case Registrar(String name) -> Optional.of("registrar:" + name);
    };
  }
}
