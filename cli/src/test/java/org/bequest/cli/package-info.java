/** The commands as their users meet them: arguments in, exit code, text and JSON out. */
@NullMarked
package org.bequest.cli;

import org.jspecify.annotations.NullMarked;
