/**
 * Which clause of which RFC is held by which test; and the rules that the source itself obeys. Not
 * released.
 */
@NullMarked
package org.bequest.conformance;

import org.jspecify.annotations.NullMarked;
