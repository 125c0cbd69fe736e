/** A real EST server inside somebody's tests: its own authority, database and TLS, on loopback. */
@NullMarked
package org.bequest.testkit;

import org.jspecify.annotations.NullMarked;
