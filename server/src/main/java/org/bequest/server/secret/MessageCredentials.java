package org.bequest.server.secret;

import org.bequest.ca.hierarchy.Credential;

/**
 * The keys of the service's messages, each with its chain: the certificate first, without the root.
 *
 * @param signing signs CMC responses and packages of keys (id-kp-cmcCA, id-kp-cmKGA)
 * @param exchange opens what is encrypted to the service by key agreement. Devices take its
 *     certificate from the certificates of a signed full response.
 */
public record MessageCredentials(Credential signing, Credential exchange) {}
