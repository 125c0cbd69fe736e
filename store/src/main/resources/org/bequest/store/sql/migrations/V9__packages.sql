-- Key packages that were sent, and what came back about them (RFC 7191). The id is the pkgID in hexadecimal digits; a
-- package that holds none has one all the same, which nobody but this database knows.
CREATE TABLE key_package (
  id TEXT NOT NULL PRIMARY KEY,
  label TEXT NOT NULL,
  identity TEXT NOT NULL,
  form TEXT NOT NULL,
  certificate_sha256 TEXT NOT NULL,
  serial TEXT NOT NULL,
  subject TEXT NOT NULL,
  receipt_asked INTEGER NOT NULL,
  sent_at BIGINT NOT NULL,
  returned_at BIGINT,
  returned TEXT,
  returned_by TEXT,
  returned_sha256 TEXT
);

CREATE INDEX key_package_sent_at ON key_package (sent_at, id);
CREATE INDEX key_package_certificate ON key_package (certificate_sha256, sent_at);
CREATE INDEX key_package_identity ON key_package (identity, sent_at);
