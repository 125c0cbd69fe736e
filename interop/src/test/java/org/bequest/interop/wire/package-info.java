/** Requests of real clients, recorded or built from their description, sent octet by octet. */
@NullMarked
package org.bequest.interop.wire;

import org.jspecify.annotations.NullMarked;
