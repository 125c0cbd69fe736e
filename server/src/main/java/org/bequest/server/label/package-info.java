/** What a path segment of RFC 7030 3.2.2 stands for: the runtime form of the configuration. */
@NullMarked
package org.bequest.server.label;

import org.jspecify.annotations.NullMarked;
