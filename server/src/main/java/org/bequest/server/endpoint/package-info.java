/**
 * One file per operation of EST. Endpoints never call each other; the only list of them is
 * org.bequest.server.Endpoints.
 */
@NullMarked
package org.bequest.server.endpoint;

import org.jspecify.annotations.NullMarked;
