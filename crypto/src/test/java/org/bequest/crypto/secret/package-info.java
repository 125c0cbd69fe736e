@NullMarked
package org.bequest.crypto.secret;

import org.jspecify.annotations.NullMarked;
