/** Reading ASN.1 from outside: limits first, then the structure, with the path of a fault. */
@NullMarked
package org.bequest.formats.asn1;

import org.jspecify.annotations.NullMarked;
