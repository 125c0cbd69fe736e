@NullMarked
package org.bequest.server.setup;

import org.jspecify.annotations.NullMarked;
