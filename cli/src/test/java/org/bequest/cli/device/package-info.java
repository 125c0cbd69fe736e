/** Tests of what the device's commands make of their options. */
@NullMarked
package org.bequest.cli.device;

import org.jspecify.annotations.NullMarked;
