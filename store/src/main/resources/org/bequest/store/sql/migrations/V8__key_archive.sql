-- Private keys that were made for devices and kept: each a CMS message to the recovery keys whose certificates have the
-- SHA-256 of the column recovery. Only certificates of labels that archive have a row.
CREATE TABLE archived_key (
  issuer BIGINT NOT NULL REFERENCES issuer (id),
  serial ${bytes} NOT NULL,
  envelope ${bytes} NOT NULL,
  recovery TEXT NOT NULL,
  archived_at BIGINT NOT NULL,
  PRIMARY KEY (issuer, serial)
);

CREATE INDEX archived_key_archived_at ON archived_key (archived_at);
