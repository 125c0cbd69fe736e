@NullMarked
package org.bequest.crypto.path;

import org.jspecify.annotations.NullMarked;
