package org.bequest.server.setup;

import java.nio.file.Files;
import java.time.InstantSource;
import org.bequest.ca.hierarchy.KeyFolder;
import org.bequest.ca.hierarchy.Succession;
import org.bequest.ca.local.CrlConfig;
import org.bequest.server.config.Settings;
import org.bequest.server.setup.StartException.Kind;
import org.bequest.store.Store;

/** The built-in authority from its configured key files, and from what the store remembers. */
final class CaKeyFiles {
  private CaKeyFiles() {}

  static Succession open(Settings.Ca ca, Store store, InstantSource clock) {
    boolean everRolledOver = !store.authorityKeys().load().rows().isEmpty();
    if (!everRolledOver && !Files.isReadable(ca.keyStore())) {
      throw new StartException(
          Kind.LOCAL,
          ca.keyStore() + " (ca.key-store) cannot be read: no such file, or no permission");
    }
    KeyFolder folder =
        new KeyFolder(ca.keyStore(), () -> Secrets.resolve("ca.key-store", ca.password()));
    return Succession.open(
        new Succession.Home(folder, store.authorityKeys(), Deployment.stores(store)),
        new CrlConfig(ca.crl().validity(), ca.crl().backdate()),
        clock);
  }
}
