/** Fakes and fixtures of this module's tests. */
@NullMarked
package org.bequest.ca.testing;

import org.jspecify.annotations.NullMarked;
