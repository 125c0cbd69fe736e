-- Requests that take longer than one exchange. A row answers for its fingerprint (operation, label, identity, key and
-- content) until another takes its place; then the fingerprint is NULL, which UNIQUE allows any number of times.
CREATE TABLE request (
  ticket TEXT NOT NULL PRIMARY KEY,
  fingerprint ${bytes} UNIQUE,
  operation TEXT NOT NULL,
  label TEXT NOT NULL,
  identity TEXT NOT NULL,
  spki_sha256 ${bytes} NOT NULL,
  content_sha256 ${bytes} NOT NULL,
  subject TEXT NOT NULL,
  csr ${bytes} NOT NULL,
  password TEXT,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  answer_micros BIGINT NOT NULL,
  version BIGINT NOT NULL,
  state TEXT NOT NULL,
  decided_by TEXT,
  decided_at BIGINT,
  decided_reason TEXT,
  upstream TEXT,
  failure TEXT,
  issuer TEXT,
  serial ${bytes}
);

CREATE INDEX request_state ON request (state, label, expires_at);
CREATE INDEX request_created_at ON request (created_at, ticket);
CREATE INDEX request_password ON request (password) WHERE password IS NOT NULL;
