package org.bequest.formats.tamp;

import java.util.Arrays;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.cms.Content;
import org.bouncycastle.asn1.ASN1Integer;

/**
 * A message, and how it was written: for those who must say what is wrong with one that can be
 * read.
 *
 * @param version 2, unless nobody may act on it
 * @param isDer whether its octets are those that {@link TampMessage#encode} makes of it; of another
 *     version they never are
 */
public record TampReading(TampMessage message, int version, boolean isDer) {
  /** The version that is written, and acted on. */
  public static final int VERSION = 2;

  /** One message holds whole stores of anchors, so it may be bigger than others. */
  private static final Limits LIMITS = new Limits(8 << 20, 40, 200_000);

  /**
   * Reads BER, any version, and defaults that are spelt out.
   *
   * @throws MalformedException also for content that is no such message
   */
  public static TampReading of(Content content) throws MalformedException {
    TampMessageType type =
        TampMessageType.of(content.type())
            .orElseThrow(() -> new MalformedException("not a TAMP message"));
    Encoded value = Encoded.ber(content.octets(), LIMITS);
    int version = version(value, "/" + type.structure());
    TampMessage message = type.decode(value);
    return new TampReading(message, version, isDer(message, content.octets()));
  }

  private static int version(Encoded value, String path) throws MalformedException {
    Fields fields = Fields.of(value, path);
    Optional<Encoded> version = fields.version();
    return version.isEmpty()
        ? VERSION
        : Asn1.typed(
            version.get().value(), v -> ((ASN1Integer) v).intValueExact(), fields.at("version"));
  }

  /** What a re-encoding does not show, a scan does: octets that are kept as they came. */
  private static boolean isDer(TampMessage message, byte[] octets) {
    try {
      Asn1.checkDer(octets, LIMITS);
    } catch (MalformedException _) {
      return false;
    }
    return Arrays.equals(message.encode().octets(), octets);
  }
}
