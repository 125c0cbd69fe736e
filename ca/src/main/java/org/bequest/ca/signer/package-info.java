/** Private keys of authorities live here and are used here, nowhere else. */
@NullMarked
package org.bequest.ca.signer;

import org.jspecify.annotations.NullMarked;
