/** What a request must hold: told in /csrattrs (RFC 7030 4.5), and demanded of each request. */
@NullMarked
package org.bequest.ca.demand;

import org.jspecify.annotations.NullMarked;
