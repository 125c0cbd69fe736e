@NullMarked
package org.bequest.crypto.firmware;

import org.jspecify.annotations.NullMarked;
