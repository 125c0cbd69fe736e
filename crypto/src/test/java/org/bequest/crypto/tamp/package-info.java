/** Tests of the signatures of trust anchor management. */
@NullMarked
package org.bequest.crypto.tamp;

import org.jspecify.annotations.NullMarked;
