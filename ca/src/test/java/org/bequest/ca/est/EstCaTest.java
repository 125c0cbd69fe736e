package org.bequest.ca.est;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.bequest.ca.CertificateAuthority;
import org.bequest.ca.CertificateAuthorityContract;
import org.bequest.ca.testing.ForeignBench;
import org.bequest.crypto.tls.TlsProviders;
import org.bequest.store.AuditEntry;
import org.bequest.store.CertificateRow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An authority behind another EST server, over real TLS, as an authority like any other. */
class EstCaTest implements CertificateAuthorityContract {
  private @TempDir Path directory;
  private UpstreamServer upstream;
  private EstCa backend;
  private ForeignBench bench;
  private CertificateAuthority authority;

  @BeforeEach
  void start() throws Exception {
    upstream = new UpstreamServer(Files.createDirectory(directory.resolve("up")));
    bench = ForeignBench.in(Files.createDirectory(directory.resolve("down")));
    backend =
        new EstCa(
            new EstUpstream(
                "headquarters",
                new EstUpstream.Address(upstream.url(), "", false),
                List.of(upstream.root()),
                upstream.identity(),
                TlsProviders.jsse(),
                new EstUpstream.Limits(Duration.ofSeconds(30), 4, Duration.ofHours(1))),
            bench.clock());
    authority = bench.authority(backend);
  }

  @AfterEach
  void stop() {
    backend.close();
    bench.close();
    upstream.close();
  }

  @Override
  public CertificateAuthority authority() {
    return authority;
  }

  @Override
  public List<CertificateRow> recorded() {
    return bench.store().rows();
  }

  @Override
  public List<AuditEntry> audited(String action) {
    return bench.audited(action);
  }
}
