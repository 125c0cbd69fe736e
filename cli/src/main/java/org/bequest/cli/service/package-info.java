/** Setting a server up, checking its configuration, and running it. */
@NullMarked
package org.bequest.cli.service;

import org.jspecify.annotations.NullMarked;
