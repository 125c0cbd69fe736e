-- What somebody has to know to have a certificate revoked (RFC 7894 3.2): the hash of a password, as PHC text. Only
-- certificates whose request held one have a row.
CREATE TABLE revocation_challenge (
  issuer BIGINT NOT NULL REFERENCES issuer (id),
  serial ${bytes} NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (issuer, serial)
);
