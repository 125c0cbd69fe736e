package org.bequest.ca.local;

import java.nio.file.Path;
import java.util.List;
import org.bequest.ca.CertificateAuthority;
import org.bequest.ca.CertificateAuthorityContract;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.ca.testing.TestHierarchy;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateRow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class LocalCaTest implements CertificateAuthorityContract {
  private @TempDir Path directory;
  private TestHierarchy test;

  @BeforeEach
  void create() {
    test = TestHierarchy.create(directory, KeyAlgorithm.P256);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Override
  public CertificateAuthority authority() {
    return test.under(ProfileConfig.DEFAULT);
  }

  @Override
  public List<CertificateRow> recorded() {
    return test.store().rows();
  }

  @Override
  public List<AuditEntry> audited(String action) {
    return test.store().audited(action);
  }
}
