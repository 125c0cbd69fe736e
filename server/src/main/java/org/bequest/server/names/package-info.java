/** What callers may be named, made of what was proven of them. */
@NullMarked
package org.bequest.server.names;

import org.jspecify.annotations.NullMarked;
