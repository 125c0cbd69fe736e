@NullMarked
package org.bequest.server.auth;

import org.jspecify.annotations.NullMarked;
