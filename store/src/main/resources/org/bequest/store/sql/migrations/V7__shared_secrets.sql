-- Secrets that the service must know in plain, sealed under a key that is not here. reference is how requests name
-- one; spent_by is the message whose certificates have spent it.
CREATE TABLE shared_secret (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  reference ${bytes} NOT NULL,
  identity TEXT NOT NULL,
  label TEXT NOT NULL,
  sealed ${bytes} NOT NULL,
  single_use INTEGER NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  spent_at BIGINT,
  spent_by TEXT
);

CREATE UNIQUE INDEX shared_secret_reference ON shared_secret (kind, reference, identity, label);
CREATE INDEX shared_secret_identity ON shared_secret (kind, identity);

CREATE TABLE shared_secret_name (
  secret TEXT NOT NULL REFERENCES shared_secret (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (secret, position)
);
