/** What a device does: the RFC's own words as commands, on top of the client library. */
@NullMarked
package org.bequest.cli.device;

import org.jspecify.annotations.NullMarked;
