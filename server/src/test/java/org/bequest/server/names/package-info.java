@NullMarked
package org.bequest.server.names;

import org.jspecify.annotations.NullMarked;
