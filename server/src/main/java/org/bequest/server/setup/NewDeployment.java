package org.bequest.server.setup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.bequest.ca.hierarchy.Credential;
import org.bequest.ca.hierarchy.Hierarchy;
import org.bequest.ca.hierarchy.HierarchySpec;
import org.bequest.ca.hierarchy.ServiceCertificates;
import org.bequest.ca.local.CaStores;
import org.bequest.ca.local.CrlConfig;
import org.bequest.ca.local.IssuingAuthority;
import org.bequest.crypto.key.CertificatePem;
import org.bequest.crypto.key.PrivateKeyPem;
import org.bequest.crypto.key.ProtectedFile;
import org.bequest.crypto.secret.RandomCode;
import org.bequest.crypto.secret.SealingKey;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.store.Store;
import org.bouncycastle.cert.X509CertificateHolder;

/** Fills an empty directory with a deployment. */
final class NewDeployment {
  private final InitSpec spec;
  private final Layout layout;
  private final InstantSource clock;

  NewDeployment(InitSpec spec, Layout layout, InstantSource clock) {
    this.spec = spec;
    this.layout = layout;
    this.clock = clock;
  }

  void build() throws IOException {
    for (String folder : List.of("ca", "tls", "secrets", "operators")) {
      Files.createDirectory(layout.directory().resolve(folder));
    }
    try (Store store = Deployment.store(layout.database())) {
      IssuingAuthority authority = authority(Deployment.stores(store));
      ServiceCertificates certificates = new ServiceCertificates(authority);
      try (Secret password = newPassword(layout.serverPassword())) {
        ServerKey.write(layout.serverKey(), password, certificates.server(spec.hosts()));
      }
      operator(certificates.operator(spec.operator()));
    }
    try (Secret sealingKey = SealingKey.newText()) {
      SealingKeyFile.write(layout.sealingKey(), sealingKey);
    }
    Files.writeString(layout.configuration(), NewConfiguration.text(spec));
  }

  private IssuingAuthority authority(CaStores stores) throws IOException {
    HierarchySpec hierarchy =
        new HierarchySpec(
            spec.name(),
            spec.algorithm(),
            Duration.ofDays(20 * 365),
            Duration.ofDays(10 * 365),
            layout.authority().resolve("root.p12"),
            layout.authority().resolve("issuing.p12"));
    try (Secret password = newPassword(layout.authorityPassword())) {
      Hierarchy made = Hierarchy.create(hierarchy, password, stores, clock);
      writeRoot(made.root().certificate());
      return new IssuingAuthority(made.issuing(), stores, CrlConfig.DEFAULT, clock);
    }
  }

  private void writeRoot(X509CertificateHolder root) throws IOException {
    try {
      Files.write(
          layout.rootCertificate(),
          CertificatePem.encode(List.of(CertificatePem.decodeDer(root.getEncoded()))));
    } catch (MalformedException e) {
      throw new IOException("the root certificate cannot be read back", e);
    }
  }

  private void operator(Credential credential) throws IOException {
    ProtectedFile.write(
        layout.operatorKey(spec.operator()), PrivateKeyPem.encode(credential.key()));
    Files.write(
        layout.operatorCertificate(spec.operator()), CertificatePem.encode(credential.chain()));
  }

  private static Secret newPassword(Path file) throws IOException {
    String password = RandomCode.oneTimePassword();
    ProtectedFile.write(file, (password + "\n").getBytes(StandardCharsets.US_ASCII));
    return Secret.of(password);
  }
}
