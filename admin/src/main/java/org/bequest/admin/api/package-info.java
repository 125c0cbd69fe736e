/** What an operator may ask for, one file a noun. Knows no sockets. */
@NullMarked
package org.bequest.admin.api;

import org.jspecify.annotations.NullMarked;
