/** Tests. */
@NullMarked
package org.bequest.crypto.pkcs12;

import org.jspecify.annotations.NullMarked;
