/** Firmware packages: what is said of them, and the reports of whoever loads them (RFC 4108). */
@NullMarked
package org.bequest.formats.firmware;

import org.jspecify.annotations.NullMarked;
