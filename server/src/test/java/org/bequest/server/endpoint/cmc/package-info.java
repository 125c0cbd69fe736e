@NullMarked
package org.bequest.server.endpoint.cmc;

import org.jspecify.annotations.NullMarked;
