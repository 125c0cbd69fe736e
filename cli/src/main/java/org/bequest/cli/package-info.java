@NullMarked
package org.bequest.cli;

import org.jspecify.annotations.NullMarked;
