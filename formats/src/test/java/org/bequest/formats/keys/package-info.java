@NullMarked
package org.bequest.formats.keys;

import org.jspecify.annotations.NullMarked;
