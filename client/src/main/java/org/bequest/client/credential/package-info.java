/** The device's own key and certificate, and the files they live in. */
@NullMarked
package org.bequest.client.credential;

import org.jspecify.annotations.NullMarked;
