@NullMarked
package org.bequest.formats.keys.pskc;

import org.jspecify.annotations.NullMarked;
