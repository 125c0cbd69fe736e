package org.bequest.cli.terminal;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.bequest.crypto.KeyAlgorithm;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code p256}, {@code rsa-3072}, … as the configuration writes them. */
public final class KeyAlgorithmName implements ITypeConverter<KeyAlgorithm> {
  @Override
  public KeyAlgorithm convert(String name) {
    return KeyAlgorithm.named(name)
        .orElseThrow(() -> new TypeConversionException("is none of " + known()));
  }

  private static String known() {
    return Arrays.stream(KeyAlgorithm.values())
        .map(KeyAlgorithm::configName)
        .collect(Collectors.joining(", "));
  }
}
