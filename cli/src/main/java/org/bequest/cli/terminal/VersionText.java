package org.bequest.cli.terminal;

import picocli.CommandLine.IVersionProvider;

/** {@code bequest --version}: the version of the jar and of the Java that runs it. */
public final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = VersionText.class.getPackage().getImplementationVersion();
    return new String[] {
      "bequest %s (Java %s)".formatted(version == null ? "development" : version, Runtime.version())
    };
  }
}
