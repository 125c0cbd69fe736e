-- Times are microseconds since 1970-01-01T00:00:00Z. SQLite and PostgreSQL both read this; two types have
-- another name in each: ${bytes}, and ${long}, a number of 64 bits that is the primary key by itself.

-- The CA keys, numbered so that an index entry of a certificate is 30 bytes and not 90.
CREATE TABLE issuer (
  id ${long} NOT NULL PRIMARY KEY,
  spki_sha256 TEXT NOT NULL UNIQUE
);

-- serial is big-endian in 20 bytes (RFC 5280 4.1.2.2), so that the order of bytes is the order of numbers.
CREATE TABLE certificate (
  issuer BIGINT NOT NULL REFERENCES issuer (id),
  serial ${bytes} NOT NULL,
  subject TEXT NOT NULL,
  identity TEXT NOT NULL,
  label TEXT NOT NULL,
  profile TEXT NOT NULL,
  not_before BIGINT NOT NULL,
  not_after BIGINT NOT NULL,
  issued_at BIGINT NOT NULL,
  spki_sha256 ${bytes} NOT NULL,
  encoded ${bytes} NOT NULL,
  revoked_at BIGINT,
  reason INTEGER,
  PRIMARY KEY (issuer, serial)
);

CREATE INDEX certificate_issued_at ON certificate (issued_at);
CREATE INDEX certificate_spki ON certificate (spki_sha256);
-- A CRL is one walk along this index, and costs nothing when a certificate is issued.
CREATE INDEX certificate_revoked ON certificate (issuer, serial, not_after, revoked_at, reason)
  WHERE revoked_at IS NOT NULL;

CREATE TABLE basic_user (
  name TEXT NOT NULL PRIMARY KEY,
  password_hash TEXT NOT NULL,
  label TEXT NOT NULL
);

CREATE TABLE basic_user_name (
  basic_user TEXT NOT NULL REFERENCES basic_user (name) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (basic_user, position)
);

CREATE TABLE one_time_password (
  id TEXT NOT NULL PRIMARY KEY,
  sha256 ${bytes} NOT NULL UNIQUE,
  label TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  spent_at BIGINT
);

CREATE TABLE audit (
  number ${long} NOT NULL PRIMARY KEY,
  at BIGINT NOT NULL,
  action TEXT NOT NULL,
  actor TEXT NOT NULL,
  subject TEXT NOT NULL,
  outcome TEXT NOT NULL,
  details TEXT NOT NULL,
  hash ${bytes} NOT NULL
);

-- One row: the last entry of the chain, so that entries cut off at its end show too.
CREATE TABLE audit_head (
  id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
  number BIGINT NOT NULL,
  hash ${bytes} NOT NULL
);

CREATE TABLE sequence (
  name TEXT NOT NULL PRIMARY KEY,
  value BIGINT NOT NULL
);
