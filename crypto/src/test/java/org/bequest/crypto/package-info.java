@NullMarked
package org.bequest.crypto;

import org.jspecify.annotations.NullMarked;
