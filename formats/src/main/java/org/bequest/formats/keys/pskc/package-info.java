/**
 * What is said of symmetric keys and of their devices: the PSKC attributes (RFC 6031, RFC 6030).
 */
@NullMarked
package org.bequest.formats.keys.pskc;

import org.jspecify.annotations.NullMarked;
