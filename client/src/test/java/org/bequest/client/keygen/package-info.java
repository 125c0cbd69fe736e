@NullMarked
package org.bequest.client.keygen;

import org.jspecify.annotations.NullMarked;
