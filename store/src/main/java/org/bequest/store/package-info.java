/** What must be remembered: small interfaces, one SQL implementation. */
@NullMarked
package org.bequest.store;

import org.jspecify.annotations.NullMarked;
