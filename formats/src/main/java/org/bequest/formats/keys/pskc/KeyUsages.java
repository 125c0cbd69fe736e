package org.bequest.formats.keys.pskc;

import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.asn1.Text;

/**
 * <pre>
 * PSKCKeyUsages ::= SEQUENCE OF PSKCKeyUsage          -- RFC 6031 section 3.3.4
 * </pre>
 */
public record KeyUsages(List<KeyUsage> usages) implements PskcValue {
  private static final int MOST = 64;

  public KeyUsages {
    usages = List.copyOf(usages);
  }

  public static KeyUsages of(KeyUsage... usages) {
    return new KeyUsages(List.of(usages));
  }

  /** Whether the key may be used for this; its recipient has to ask. */
  public boolean permit(KeyUsage usage) {
    return usages.contains(usage);
  }

  static KeyUsages decode(Encoded value, String path) throws MalformedException {
    List<KeyUsage> usages = new ArrayList<>();
    for (Encoded word : PartReader.elements(value, MOST, path)) {
      usages.add(KeyUsage.of(Text.utf8(word, path), path));
    }
    return new KeyUsages(usages);
  }

  @Override
  public Encoded encode() {
    return Encoded.sequenceOf(usages.stream().map(u -> Fields.utf8(u.word())).toList());
  }
}
