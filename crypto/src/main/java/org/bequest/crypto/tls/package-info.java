/** TLS contexts and channel bindings, by Conscrypt or by the JDK. */
@NullMarked
package org.bequest.crypto.tls;

import org.jspecify.annotations.NullMarked;
