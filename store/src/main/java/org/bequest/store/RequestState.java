package org.bequest.store;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a request has come.
 *
 * <pre>
 * Waiting --> Approved --> Issued
 *    |            '--> Asking --> Issued | Failed      (Asking may also be the first state)
 *    '--> Rejected | Failed
 * Waiting, Approved, Asking --> Expired
 * Issued --> Approved             (the certificate is of a key that was made here and lost)
 * </pre>
 */
public sealed interface RequestState {
  /** For somebody's decision. */
  record Waiting() implements RequestState {}

  /** May be issued, once, when the device asks again. */
  record Approved(Ruling ruling) implements RequestState {}

  record Rejected(Ruling ruling) implements RequestState {}

  /**
   * An authority elsewhere was asked, or is about to be, and its answer is not known.
   *
   * @param ruling of a request that was approved before
   * @param upstream how that authority calls the request; empty while it has not said
   */
  record Asking(Optional<Ruling> ruling, String upstream) implements RequestState {}

  /**
   * Row of the certificate in {@link CertificateStore}.
   *
   * @param ruling of a request that was approved before
   */
  record Issued(Optional<Ruling> ruling, String issuer, BigInteger serial)
      implements RequestState {}

  /**
   * It came to nothing, and not by an operator's decision.
   *
   * @param reason one clause for client and operator
   */
  record Failed(Optional<Ruling> ruling, String reason) implements RequestState {}

  /** Nobody decided, the device did not come back, or the authority elsewhere never answered. */
  record Expired(Optional<Ruling> ruling) implements RequestState {}

  /**
   * A decision.
   *
   * @param by {@code operator:<name>}
   * @param reason for the device's owner; may be empty when it was approved
   */
  record Ruling(String by, Instant at, String reason) {}

  /** Whether it can still become something else. */
  default boolean open() {
    return switch (this) {
      case Waiting _, Approved _, Asking _ -> true;
      case Rejected _, Issued _, Failed _, Expired _ -> false;
    };
  }

  /** For lists and filters: {@code waiting}, {@code approved}, … */
  default String word() {
    return switch (this) {
      case Waiting _ -> "waiting";
      case Approved _ -> "approved";
      case Rejected _ -> "rejected";
      case Asking _ -> "asking";
      case Issued _ -> "issued";
      case Failed _ -> "failed";
      case Expired _ -> "expired";
    };
  }

  /** The decision of a person, if there was one. */
  default Optional<Ruling> decision() {
    return switch (this) {
      case Waiting _ -> Optional.empty();
      case Approved(Ruling ruling) -> Optional.of(ruling);
      case Rejected(Ruling ruling) -> Optional.of(ruling);
      case Asking asking -> asking.ruling();
      case Issued issued -> issued.ruling();
      case Failed failed -> failed.ruling();
      case Expired expired -> expired.ruling();
    };
  }
}
