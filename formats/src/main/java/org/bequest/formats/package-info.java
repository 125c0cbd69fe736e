/** Every byte format of the protocol: decoded from bytes, encoded to bytes, nothing else. */
@NullMarked
package org.bequest.formats;

import org.jspecify.annotations.NullMarked;
