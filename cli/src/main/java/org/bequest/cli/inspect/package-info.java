/**
 * {@code bequest inspect}: recognises the objects of EST and shows them by the names of the RFCs.
 */
@NullMarked
package org.bequest.cli.inspect;

import org.jspecify.annotations.NullMarked;
