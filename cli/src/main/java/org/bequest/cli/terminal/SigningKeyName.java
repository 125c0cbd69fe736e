package org.bequest.cli.terminal;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.bequest.crypto.KeyAlgorithm;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The name of a {@link KeyAlgorithm} whose keys sign: that of a request, or of an authority. */
public final class SigningKeyName implements ITypeConverter<KeyAlgorithm> {
  @Override
  public KeyAlgorithm convert(String name) {
    return KeyAlgorithm.named(name)
        .filter(KeyAlgorithm::signs)
        .orElseThrow(() -> new TypeConversionException("is none of " + known()));
  }

  private static String known() {
    return Arrays.stream(KeyAlgorithm.values())
        .filter(KeyAlgorithm::signs)
        .map(KeyAlgorithm::configName)
        .collect(Collectors.joining(", "));
  }
}
