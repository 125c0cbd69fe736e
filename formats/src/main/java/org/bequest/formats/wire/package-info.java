/**
 * The HTTP side of EST: operations, targets, reasons, media types and body encodings (RFC 7030,
 * 8951, 8295).
 */
@NullMarked
package org.bequest.formats.wire;

import org.jspecify.annotations.NullMarked;
