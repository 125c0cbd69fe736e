/** Who is asking: one authenticator per file, tried in the label's order. */
@NullMarked
package org.bequest.server.auth;

import org.jspecify.annotations.NullMarked;
