/**
 * The HTTPS listener, and the only place that knows Jetty. Everything else sees {@link
 * org.bequest.server.http.HttpRequest} and {@link org.bequest.server.http.HttpAnswer}.
 */
@NullMarked
package org.bequest.server.http;

import org.jspecify.annotations.NullMarked;
