package org.bequest.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.store.CredentialStore.DigestKey;
import org.bequest.store.CredentialStore.User;
import org.bequest.store.StoreException;
import org.junit.jupiter.api.Test;

/** What every CredentialStore does. */
abstract class CredentialStoreContract extends StoreContract {
  private static final User ALICE =
      new User("alice", "$argon2id$1", "plant7", List.of("CN=b,*", "dns:a.example", "CN=a"));

  @Test
  void aUserIsFoundAsPutAlsoAfterARestart() {
    store.credentials().putUser(ALICE, Rows.audit("alice"));
    reopen();
    assertThat(store.credentials().user("alice")).contains(ALICE);
    assertThat(store.credentials().user("Alice")).isEmpty();
  }

  @Test
  void aUserPutAgainIsReplacedWholly() {
    store.credentials().putUser(ALICE, Rows.audit("alice"));
    var replaced = new User("alice", "$argon2id$2", "", List.of());
    store.credentials().putUser(replaced, Rows.audit("alice"));
    assertThat(store.credentials().users()).containsExactly(replaced);
    assertThat(store.audit().after(0, 10)).hasSize(2);
  }

  @Test
  void aUserOfDigestIsFoundByTheHashOfItsName() {
    var key = new DigestKey("SHA-256", "est", "aa", "bb");
    var digester = new User("dora", "$argon2id$5", "", List.of("CN=d"), List.of(key));
    store.credentials().putUser(digester, Rows.audit("dora"));
    assertThat(store.credentials().userByHash("bb")).contains(digester);
    assertThat(store.credentials().userByHash("aa")).isEmpty();
    var changed = new User("dora", "$argon2id$5", "", List.of("CN=d"));
    store.credentials().putUser(changed, Rows.audit("dora"));
    assertThat(store.credentials().user("dora")).contains(changed);
    assertThat(store.credentials().userByHash("bb")).isEmpty();
  }

  @Test
  @Requirement("S-16")
  void theKeyOfDigestIsNotInItsText() {
    assertThat(new DigestKey("SHA-256", "est", "secret-ha1", "x").toString())
        .doesNotContain("secret-ha1");
  }

  @Test
  void usersAreListedByName() {
    var zoe = new User("zoe", "$argon2id$3", "*", List.of("CN=z"));
    store.credentials().putUser(zoe, Rows.audit("zoe"));
    store.credentials().putUser(ALICE, Rows.audit("alice"));
    assertThat(store.credentials().users()).containsExactly(ALICE, zoe);
  }

  @Test
  void aDeletedUserIsGoneWithHisNamesAndASecondDeletionTellsNothing() {
    store.credentials().putUser(ALICE, Rows.audit("alice"));
    assertThat(store.credentials().deleteUser("alice", Rows.audit("alice"))).isTrue();
    assertThat(store.credentials().deleteUser("alice", Rows.audit("alice"))).isFalse();
    assertThat(store.audit().after(0, 10)).hasSize(2);
    var bare = new User("alice", "$argon2id$4", "", List.of());
    store.credentials().putUser(bare, Rows.audit("alice"));
    assertThat(store.credentials().user("alice")).contains(bare);
  }

  @Test
  void aPasswordIsFoundByItsHashWhateverItsState() {
    var password = Rows.password("p");
    store.credentials().addPassword(password, Rows.audit("p"));
    assertThat(store.credentials().passwordByHash(password.sha256()).orElseThrow())
        .usingRecursiveComparison()
        .isEqualTo(password);
    store.certificates().record(Rows.certificate(1), Rows.audit("1"), Optional.of("p"));
    assertThat(store.credentials().passwordByHash(password.sha256()).orElseThrow().spentAt())
        .contains(Rows.certificate(1).issuedAt());
    assertThat(store.credentials().passwordByHash(new byte[32])).isEmpty();
  }

  @Test
  @Requirement("S-77")
  void aSpentPasswordStaysSpentOverARestart() {
    store.credentials().addPassword(Rows.password("p"), Rows.audit("p"));
    store.certificates().record(Rows.certificate(1), Rows.audit("1"), Optional.of("p"));
    reopen();
    assertThat(store.credentials().passwords().getFirst().spentAt()).isPresent();
  }

  @Test
  void aSpentPasswordCannotBeWithdrawnAndThatTellsNothing() {
    store.credentials().addPassword(Rows.password("p"), Rows.audit("p"));
    store.certificates().record(Rows.certificate(1), Rows.audit("1"), Optional.of("p"));
    assertThat(store.credentials().withdrawPassword("p", Rows.audit("p"))).isFalse();
    assertThat(store.credentials().withdrawPassword("absent", Rows.audit("p"))).isFalse();
    assertThat(store.audit().after(0, 10)).hasSize(2);
  }

  @Test
  void anIdIsGivenOnce() {
    store.credentials().addPassword(Rows.password("p"), Rows.audit("p"));
    assertThatThrownBy(
            () -> store.credentials().addPassword(Rows.password("p"), Rows.audit("again")))
        .isInstanceOf(StoreException.class);
    assertThat(store.credentials().passwords()).hasSize(1);
    assertThat(store.audit().after(0, 10)).hasSize(1);
    assertThat(store.audit().firstBroken()).isEmpty();
  }
}
