@NullMarked
package org.bequest.crypto.check;

import org.jspecify.annotations.NullMarked;
