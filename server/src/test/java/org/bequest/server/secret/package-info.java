@NullMarked
package org.bequest.server.secret;

import org.jspecify.annotations.NullMarked;
