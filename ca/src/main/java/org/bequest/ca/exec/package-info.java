/** An authority behind a program that is called once per request. */
@NullMarked
package org.bequest.ca.exec;

import org.jspecify.annotations.NullMarked;
