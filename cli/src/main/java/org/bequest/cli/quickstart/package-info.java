/** The first minute: a server, a device that enrols there, and what to try next. */
@NullMarked
package org.bequest.cli.quickstart;

import org.jspecify.annotations.NullMarked;
