/** Judges the bytes that are about to be signed, one rule in a file. */
@NullMarked
package org.bequest.ca.lint;

import org.jspecify.annotations.NullMarked;
