@NullMarked
package org.bequest.cli.operator;

import org.jspecify.annotations.NullMarked;
