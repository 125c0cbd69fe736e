@NullMarked
package org.bequest.crypto.constraint;

import org.jspecify.annotations.NullMarked;
