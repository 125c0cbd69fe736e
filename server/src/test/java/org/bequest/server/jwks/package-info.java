@NullMarked
package org.bequest.server.jwks;

import org.jspecify.annotations.NullMarked;
