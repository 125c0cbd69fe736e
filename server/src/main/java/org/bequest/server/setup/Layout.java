package org.bequest.server.setup;

import java.nio.file.Path;

/** Where everything lies in a deployment's directory. */
record Layout(Path directory) {
  Path configuration() {
    return directory.resolve("bequest.yaml");
  }

  Path database() {
    return directory.resolve("bequest.db");
  }

  Path authority() {
    return directory.resolve("ca");
  }

  Path rootCertificate() {
    return authority().resolve("root.pem");
  }

  Path serverKey() {
    return directory.resolve("tls").resolve("server.p12");
  }

  Path authorityPassword() {
    return directory.resolve("secrets").resolve("ca-password");
  }

  Path serverPassword() {
    return directory.resolve("secrets").resolve("tls-password");
  }

  Path operatorCertificate(String operator) {
    return directory.resolve("operators").resolve(operator + ".pem");
  }

  Path operatorKey(String operator) {
    return directory.resolve("operators").resolve(operator + ".key");
  }
}
