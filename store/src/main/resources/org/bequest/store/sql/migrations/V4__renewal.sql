-- Where a renewed certificate comes from. All of it is NULL in a first certificate, which costs it nothing.
ALTER TABLE certificate ADD COLUMN first_issued_at BIGINT;
ALTER TABLE certificate ADD COLUMN first_serial ${bytes};
ALTER TABLE certificate ADD COLUMN previous_serial ${bytes};
ALTER TABLE certificate ADD COLUMN renewals INTEGER;
ALTER TABLE certificate ADD COLUMN same_key INTEGER;

-- Who owns a certificate that counts against a limit of live ones; NULL where the label sets none, and then not in
-- the index.
ALTER TABLE certificate ADD COLUMN owner ${bytes};
CREATE INDEX certificate_owner ON certificate (owner) WHERE owner IS NOT NULL;

-- Certificates that a renewal has replaced and that are to be revoked at a time to come.
CREATE TABLE supersession (
  issuer BIGINT NOT NULL REFERENCES issuer (id),
  serial ${bytes} NOT NULL,
  successor_issuer BIGINT NOT NULL REFERENCES issuer (id),
  successor ${bytes} NOT NULL,
  due_at BIGINT NOT NULL,
  PRIMARY KEY (issuer, serial)
);
CREATE INDEX supersession_due ON supersession (due_at);
