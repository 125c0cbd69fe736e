@NullMarked
package org.bequest.conformance;

import org.jspecify.annotations.NullMarked;
