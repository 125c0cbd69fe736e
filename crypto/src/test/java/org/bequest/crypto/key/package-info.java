@NullMarked
package org.bequest.crypto.key;

import org.jspecify.annotations.NullMarked;
