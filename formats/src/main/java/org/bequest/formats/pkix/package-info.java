/** Certification requests, their attributes, and names (RFC 2986, 5280, 6402, 7030, 7894, 9908). */
@NullMarked
package org.bequest.formats.pkix;

import org.jspecify.annotations.NullMarked;
