/** What clients really put on the wire, and what they need to see there: a class per matter. */
@NullMarked
package org.bequest.server.wire;

import org.jspecify.annotations.NullMarked;
