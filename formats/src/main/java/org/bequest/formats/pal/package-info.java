/**
 * The Package Availability List of RFC 8295 section 2, in XML and in JSON: what a client may fetch,
 * shall begin or shall return.
 */
@NullMarked
package org.bequest.formats.pal;

import org.jspecify.annotations.NullMarked;
