/** Secrets that the service shares with devices, and the keys of its own messages. */
@NullMarked
package org.bequest.server.secret;

import org.jspecify.annotations.NullMarked;
