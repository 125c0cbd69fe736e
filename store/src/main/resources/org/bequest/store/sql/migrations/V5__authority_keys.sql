-- The keys of the built-in authority over time; empty until its first roll-over. The version of the whole
-- is the sequence "authority-keys".
CREATE TABLE authority_key (
  number INTEGER NOT NULL PRIMARY KEY,
  spki_sha256 TEXT NOT NULL UNIQUE,
  role TEXT NOT NULL,
  file TEXT NOT NULL,
  links ${bytes} NOT NULL,
  since BIGINT NOT NULL
);
