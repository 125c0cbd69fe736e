/**
 * What holds for every authority that issues elsewhere: our rules before it, our checks after it.
 */
@NullMarked
package org.bequest.ca.foreign;

import org.jspecify.annotations.NullMarked;
