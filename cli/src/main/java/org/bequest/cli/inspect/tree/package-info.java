/** What is shown of an object: a tree of named values, as text for people and as JSON. */
@NullMarked
package org.bequest.cli.inspect.tree;

import org.jspecify.annotations.NullMarked;
