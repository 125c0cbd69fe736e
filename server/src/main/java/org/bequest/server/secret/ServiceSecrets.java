package org.bequest.server.secret;

import java.util.function.Supplier;

/**
 * What the service keeps secret beside its TLS and CA keys. All of it is opened when it is used.
 *
 * @param vault secrets that it shares with devices
 * @param messages the keys of its messages, made at their first use; ask again for each message,
 *     since they are renewed
 * @param archive where keys go that were made for devices and are kept
 */
public record ServiceSecrets(Vault vault, Supplier<MessageCredentials> messages, Archive archive) {}
