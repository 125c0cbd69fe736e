@NullMarked
package org.bequest.server.endpoint;

import org.jspecify.annotations.NullMarked;
