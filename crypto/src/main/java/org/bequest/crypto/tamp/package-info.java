/** The signatures of trust anchor management, by the profile of RFC 5934 section 2. */
@NullMarked
package org.bequest.crypto.tamp;

import org.jspecify.annotations.NullMarked;
