/** Certificate requests by template (RFC 4211), as far as CMC carries them. */
@NullMarked
package org.bequest.formats.crmf;

import org.jspecify.annotations.NullMarked;
