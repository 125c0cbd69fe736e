package org.bequest.store.sql;

import java.nio.file.Path;
import org.bequest.store.Store;
import org.junit.jupiter.api.Nested;

/** SQLite holds every contract. */
class SqliteContractsTest {
  private static Store sqlite(Path folder) {
    return SqlStore.open(folder.resolve("bequest.db"));
  }

  @Nested
  class Certificates extends CertificateStoreContract {
    @Override
    Store open(Path folder) {
      return sqlite(folder);
    }
  }

  @Nested
  class Credentials extends CredentialStoreContract {
    @Override
    Store open(Path folder) {
      return sqlite(folder);
    }
  }

  @Nested
  class Requests extends RequestStoreContract {
    @Override
    Store open(Path folder) {
      return sqlite(folder);
    }
  }

  @Nested
  class Nonces extends NonceStoreContract {
    @Override
    Store open(Path folder) {
      return sqlite(folder);
    }
  }

  @Nested
  class Cmc extends CmcMessagesContract {
    @Override
    Store open(Path folder) {
      return sqlite(folder);
    }
  }

  @Nested
  class Packages extends KeyPackagesContract {
    @Override
    Store open(Path folder) {
      return sqlite(folder);
    }
  }

  @Nested
  class Confirmed extends ConfirmationsContract {
    @Override
    Store open(Path folder) {
      return sqlite(folder);
    }
  }

  @Nested
  class Anchors extends PublishedAnchorsContract {
    @Override
    Store open(Path folder) {
      return sqlite(folder);
    }
  }

  @Nested
  class Keys extends AuthorityKeysContract {
    @Override
    Store open(Path folder) {
      return sqlite(folder);
    }
  }

  @Nested
  class Audit extends AuditLogContract {
    @Override
    Store open(Path folder) {
      return sqlite(folder);
    }
  }

  @Nested
  class Numbers extends SequencesContract {
    @Override
    Store open(Path folder) {
      return sqlite(folder);
    }
  }

  @Nested
  class SecretsOfDevices extends SharedSecretsContract {
    @Override
    Store open(Path folder) {
      return sqlite(folder);
    }
  }

  @Nested
  class ArchivedKeys extends KeyArchiveContract {
    @Override
    Store open(Path folder) {
      return sqlite(folder);
    }
  }
}
