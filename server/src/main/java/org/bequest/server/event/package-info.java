/** What is told of each request: one event, one line of JSON. */
@NullMarked
package org.bequest.server.event;

import org.jspecify.annotations.NullMarked;
