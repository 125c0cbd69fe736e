package org.bequest.ca.local;

import java.nio.file.Path;
import org.bequest.ca.CertificateAuthority;
import org.bequest.ca.CertificateAuthorityContract;
import org.bequest.ca.profile.ProfileConfig;
import org.bequest.ca.testing.TestHierarchy;
import org.bequest.crypto.KeyAlgorithm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class LocalCaTest implements CertificateAuthorityContract {
  private @TempDir Path directory;
  private CertificateAuthority authority;

  @BeforeEach
  void create() {
    authority = TestHierarchy.create(directory, KeyAlgorithm.P256).under(ProfileConfig.DEFAULT);
  }

  @Override
  public CertificateAuthority authority() {
    return authority;
  }
}
