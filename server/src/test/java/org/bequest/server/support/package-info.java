/** What the tests of this module share: keys, a client that can misbehave, a whole server. */
@NullMarked
package org.bequest.server.support;

import org.jspecify.annotations.NullMarked;
