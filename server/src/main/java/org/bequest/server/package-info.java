@NullMarked
package org.bequest.server;

import org.jspecify.annotations.NullMarked;
