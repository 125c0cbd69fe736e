package org.bequest.server.setup;

import java.nio.file.Path;

/** Where everything lies in a deployment's directory. */
public record Layout(Path directory) {
  public Path configuration() {
    return directory.resolve("bequest.yaml");
  }

  public Path database() {
    return directory.resolve("bequest.db");
  }

  public Path authority() {
    return directory.resolve("ca");
  }

  public Path rootCertificate() {
    return authority().resolve("root.pem");
  }

  public Path serverKey() {
    return directory.resolve("tls").resolve("server.p12");
  }

  public Path authorityPassword() {
    return directory.resolve("secrets").resolve("ca-password");
  }

  public Path serverPassword() {
    return directory.resolve("secrets").resolve("tls-password");
  }

  public Path sealingKey() {
    return directory.resolve("secrets").resolve("sealing-key");
  }

  public Path operatorCertificate(String operator) {
    return directory.resolve("operators").resolve(operator + ".pem");
  }

  public Path operatorKey(String operator) {
    return directory.resolve("operators").resolve(operator + ".key");
  }
}
