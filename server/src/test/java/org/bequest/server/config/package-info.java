@NullMarked
package org.bequest.server.config;

import org.jspecify.annotations.NullMarked;
