package org.bequest.cli.device;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where a new key and its certificate go. */
final class OutFiles {
  @Option(
      names = "--out-key",
      defaultValue = "device.key",
      paramLabel = "FILE",
      description = "The private key, PKCS#8 in PEM, mode 0600. Default: ${DEFAULT-VALUE}")
  private Path key;

  @Option(
      names = "--out-cert",
      defaultValue = "device.pem",
      paramLabel = "FILE",
      description = "The certificate and its issuers, PEM. Default: ${DEFAULT-VALUE}")
  private Path certificate;

  Path key() {
    return key;
  }

  Path certificate() {
    return certificate;
  }

  /** What is in which file, for the report. */
  Map<String, String> told() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("key", key.toString());
    files.put("certificate", certificate.toString());
    return files;
  }
}
