/** Files of this machine, with failures in the terms of a command. */
@NullMarked
package org.bequest.cli.file;

import org.jspecify.annotations.NullMarked;
