-- HTTP Digest (RFC 7616). ha1 is as good as the password for its realm, so only users that were made for Digest have it.
CREATE TABLE basic_user_digest (
  basic_user TEXT NOT NULL REFERENCES basic_user (name) ON DELETE CASCADE,
  algorithm TEXT NOT NULL,
  realm TEXT NOT NULL,
  ha1 TEXT NOT NULL,
  user_hash TEXT NOT NULL,
  PRIMARY KEY (basic_user, algorithm)
);

CREATE INDEX basic_user_digest_hash ON basic_user_digest (user_hash);

-- Which counts of a nonce were used, until the nonce expires: any number of servers agree by it.
CREATE TABLE digest_nonce_use (
  nonce TEXT NOT NULL,
  count BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (nonce, count)
);

CREATE INDEX digest_nonce_use_expires ON digest_nonce_use (expires_at);

-- Keys that all servers of a database share and that protect nothing beyond it.
CREATE TABLE shared_key (
  name TEXT NOT NULL PRIMARY KEY,
  value ${bytes} NOT NULL
);
