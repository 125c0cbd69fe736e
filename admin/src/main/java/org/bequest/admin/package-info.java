/** The operators' API on its own listener. */
@NullMarked
package org.bequest.admin;

import org.jspecify.annotations.NullMarked;
