/** The built-in authority: deciding, issuing, revoking. */
@NullMarked
package org.bequest.ca.local;

import org.jspecify.annotations.NullMarked;
