-- CMC messages that were heard, until their time is over: who sent which nonce (RFC 5272 section 6.6).
CREATE TABLE cmc_message (
  sender TEXT NOT NULL,
  nonce ${bytes} NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (sender, nonce)
);

CREATE INDEX cmc_message_expires ON cmc_message (expires_at);
