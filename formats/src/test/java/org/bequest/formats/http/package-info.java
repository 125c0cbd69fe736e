@NullMarked
package org.bequest.formats.http;

import org.jspecify.annotations.NullMarked;
