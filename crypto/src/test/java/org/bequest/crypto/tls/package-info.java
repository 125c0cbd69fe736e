@NullMarked
package org.bequest.crypto.tls;

import org.jspecify.annotations.NullMarked;
