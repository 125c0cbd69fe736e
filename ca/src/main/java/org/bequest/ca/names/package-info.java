/** Which names a requester may be given: the rules of its grant. */
@NullMarked
package org.bequest.ca.names;

import org.jspecify.annotations.NullMarked;
