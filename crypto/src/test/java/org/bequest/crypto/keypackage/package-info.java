@NullMarked
package org.bequest.crypto.keypackage;

import org.jspecify.annotations.NullMarked;
