package org.bequest.ca.hierarchy;

import java.nio.file.Path;
import java.time.Duration;
import org.bequest.crypto.KeyAlgorithm;

/**
 * The authority to be made.
 *
 * @param name of the authority; the common names become "{name} Root CA" and "{name} Issuing CA"
 * @param algorithm of both keys
 * @param rootFile encrypted PKCS#12 file to be written, mode 0600
 * @param issuingFile the same for the issuing key, with the root in its chain
 */
public record HierarchySpec(
    String name,
    KeyAlgorithm algorithm,
    Duration rootValidity,
    Duration issuingValidity,
    Path rootFile,
    Path issuingFile) {

  /** P-256, twenty years and ten, files {@code root.p12} and {@code issuing.p12}. */
  public static HierarchySpec in(Path directory, String name) {
    return new HierarchySpec(
        name,
        KeyAlgorithm.P256,
        Duration.ofDays(20 * 365),
        Duration.ofDays(10 * 365),
        directory.resolve("root.p12"),
        directory.resolve("issuing.p12"));
  }
}
