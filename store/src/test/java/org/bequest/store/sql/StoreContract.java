package org.bequest.store.sql;

import java.nio.file.Path;
import org.bequest.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A fresh store for each test of a contract. */
abstract class StoreContract {
  @TempDir Path folder;
  Store store;

  abstract Store open(Path folder);

  @BeforeEach
  void openStore() {
    store = open(folder);
  }

  void reopen() {
    store.close();
    store = open(folder);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }
}
