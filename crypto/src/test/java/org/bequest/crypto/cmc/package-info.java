@NullMarked
package org.bequest.crypto.cmc;

import org.jspecify.annotations.NullMarked;
