/** Which hardware is meant: one module, or many (RFC 4108, RFC 5934). */
@NullMarked
package org.bequest.formats.hardware;

import org.jspecify.annotations.NullMarked;
