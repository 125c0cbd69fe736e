/** The computations of CMC: witnesses of shared secrets, and challenges to keys that decrypt. */
@NullMarked
package org.bequest.crypto.cmc;

import org.jspecify.annotations.NullMarked;
