package org.bequest.crypto.cmc;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bequest.formats.cmc.control.DecryptedPop;
import org.bequest.formats.cmc.part.TaggedRequest;

/**
 * Challenges to keys that decrypt, without a memory: the proof value is computed from the request
 * under a seed (RFC 5272 6.7). It is another one each day; that of the day before still counts.
 */
public final class PossessionChallenge {
  private static final String ALGORITHM = "HmacSHA512";
  private static final Duration PERIOD = Duration.ofDays(1);

  private final SecretKeySpec seed;

  public PossessionChallenge(byte[] seed) {
    this.seed = new SecretKeySpec(seed, ALGORITHM);
  }

  /** What is to be encrypted to the key of the request: 64 octets. */
  public byte[] value(TaggedRequest request, Instant now) {
    return value(request, period(now));
  }

  /** Whether the answer was made with the value for this very request. */
  public boolean isRight(DecryptedPop answer, TaggedRequest request, Instant now) {
    long period = period(now);
    return LongStream.of(period, period - 1)
        .mapToObj(p -> PopChallenge.check(answer, value(request, p), request))
        .anyMatch(WitnessVerdict.VALID::equals);
  }

  private static long period(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), PERIOD.toSeconds());
  }

  private byte[] value(TaggedRequest request, long period) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(seed);
      mac.update(ByteBuffer.allocate(Long.BYTES).putLong(period).array());
      return mac.doFinal(content(request));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " is part of every JDK", e);
    }
  }

  /** Without its number in the message, which may be another one in the next. */
  private static byte[] content(TaggedRequest request) {
    return switch (request) {
      case TaggedRequest.Tcr tcr -> tcr.csr().encoded();
      case TaggedRequest.Crm crm -> crm.message().encoded().octets();
      case TaggedRequest.Orm orm -> orm.value().octets();
    };
  }
}
