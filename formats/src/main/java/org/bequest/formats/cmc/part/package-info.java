/** What the messages of CMC and their controls are made of (RFC 5272 section 3.2). */
@NullMarked
package org.bequest.formats.cmc.part;

import org.jspecify.annotations.NullMarked;
