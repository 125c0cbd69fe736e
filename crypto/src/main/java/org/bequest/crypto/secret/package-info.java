/** Passwords, one-time codes, and how they are remembered without being kept. */
@NullMarked
package org.bequest.crypto.secret;

import org.jspecify.annotations.NullMarked;
