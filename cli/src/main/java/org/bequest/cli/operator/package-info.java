/** What an operator does: commands on top of the admin API. */
@NullMarked
package org.bequest.cli.operator;

import org.jspecify.annotations.NullMarked;
