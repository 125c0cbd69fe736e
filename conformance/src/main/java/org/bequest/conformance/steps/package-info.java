/** Classes loaded again so that they count how much work they do. */
@NullMarked
package org.bequest.conformance.steps;

import org.jspecify.annotations.NullMarked;
