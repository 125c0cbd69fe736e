/** From settings to a running server, and from nothing to a deployment: plain constructors. */
@NullMarked
package org.bequest.server.setup;

import org.jspecify.annotations.NullMarked;
