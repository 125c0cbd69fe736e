/**
 * A private key with its certificates in one file under a password (RFC 7292, RFC 9579): written
 * for others to read, and read as the world writes it.
 */
@NullMarked
package org.bequest.crypto.pkcs12;

import org.jspecify.annotations.NullMarked;
