/** Requests that a person decides about, on top of any authority. */
@NullMarked
package org.bequest.ca.approval;

import org.jspecify.annotations.NullMarked;
