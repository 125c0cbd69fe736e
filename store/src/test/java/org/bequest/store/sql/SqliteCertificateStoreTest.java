package org.bequest.store.sql;

import java.nio.file.Path;
import org.bequest.store.Store;

class SqliteCertificateStoreTest extends CertificateStoreContract {
  @Override
  Store open(Path folder) {
    return SqlStore.open(folder.resolve("bequest.db"));
  }
}
