/** Rules over the whole tree: the arrows between modules, and what belongs to each operation. */
@NullMarked
package org.bequest.interop.rules;

import org.jspecify.annotations.NullMarked;
