@NullMarked
package org.bequest.formats.anchor;

import org.jspecify.annotations.NullMarked;
