@NullMarked
package org.bequest.client;

import org.jspecify.annotations.NullMarked;
