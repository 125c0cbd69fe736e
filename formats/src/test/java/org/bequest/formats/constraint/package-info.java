@NullMarked
package org.bequest.formats.constraint;

import org.jspecify.annotations.NullMarked;
