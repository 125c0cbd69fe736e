package org.bequest.formats.keys.pskc;

import java.util.Base64;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.asn1.Text;

/**
 * A MAC over a value that was encrypted by something that does not notice changes.
 *
 * <pre>
 * ValueMac ::= SEQUENCE {
 *   macAlgorithm UTF8String,
 *   mac          UTF8String }          -- in base64; RFC 6031 section 3.2.12
 * </pre>
 */
public record ValueMac(String macAlgorithm, String mac) implements PskcValue {
  public static ValueMac of(String macAlgorithm, byte[] mac) {
    return new ValueMac(macAlgorithm, Base64.getEncoder().encodeToString(mac));
  }

  /** The MAC itself; empty when it is not written in base64 (RFC 4648 section 4). */
  public Optional<byte[]> octets() {
    try {
      return Optional.of(Base64.getDecoder().decode(mac));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static ValueMac decode(Encoded value, String path) throws MalformedException {
    PartReader fields = PartReader.of(value, path);
    String algorithm = Text.utf8(fields.next("macAlgorithm"), path + "/macAlgorithm");
    String mac = Text.utf8(fields.next("mac"), path + "/mac");
    fields.end();
    return new ValueMac(algorithm, mac);
  }

  @Override
  public Encoded encode() {
    return Encoded.sequence(Fields.utf8(macAlgorithm), Fields.utf8(mac));
  }
}
