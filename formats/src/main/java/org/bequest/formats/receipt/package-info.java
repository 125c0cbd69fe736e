/** What is asked, and what is answered, about key packages that were sent (RFC 7191, RFC 7192). */
@NullMarked
package org.bequest.formats.receipt;

import org.jspecify.annotations.NullMarked;
