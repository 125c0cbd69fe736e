/** Keys that a server made: what protects them on the way, and how they are opened. */
@NullMarked
package org.bequest.client.keygen;

import org.jspecify.annotations.NullMarked;
