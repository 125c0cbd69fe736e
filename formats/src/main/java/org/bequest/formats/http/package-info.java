/** HTTP authentication on the wire (RFC 9110 section 11, RFC 7616). */
@NullMarked
package org.bequest.formats.http;

import org.jspecify.annotations.NullMarked;
