@NullMarked
package org.bequest.cli.inspect.tree;

import org.jspecify.annotations.NullMarked;
