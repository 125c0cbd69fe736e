-- Certificates that wait for their holder's confirmation (RFC 5272 6.14) and are revoked when it does not come in time.
CREATE TABLE provisional_certificate (
  issuer BIGINT NOT NULL REFERENCES issuer (id),
  serial ${bytes} NOT NULL,
  confirm_by BIGINT NOT NULL,
  transaction_id TEXT NOT NULL,
  PRIMARY KEY (issuer, serial)
);
CREATE INDEX provisional_certificate_confirm_by ON provisional_certificate (confirm_by);
CREATE INDEX provisional_certificate_transaction ON provisional_certificate (transaction_id);

-- Which set of trust anchors a publisher published last, and under which number (RFC 5272 6.15).
CREATE TABLE published_anchors (
  publisher TEXT NOT NULL PRIMARY KEY,
  set_sha256 ${bytes} NOT NULL,
  number BIGINT NOT NULL
);
