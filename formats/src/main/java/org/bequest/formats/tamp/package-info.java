/** The messages of trust anchor management (RFC 5934). */
@NullMarked
package org.bequest.formats.tamp;

import org.jspecify.annotations.NullMarked;
