/** The admin API as a program uses it: the command line, and anybody else. */
@NullMarked
package org.bequest.admin.client;

import org.jspecify.annotations.NullMarked;
