/** The budgets and naming rules of ARCHITECTURE.md section 1, read from the compiler's own tree. */
@NullMarked
package org.bequest.conformance.source;

import org.jspecify.annotations.NullMarked;
