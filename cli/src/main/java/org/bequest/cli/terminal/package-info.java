/** What a command says and how it ends: exit codes, text for people, JSON for programs. */
@NullMarked
package org.bequest.cli.terminal;

import org.jspecify.annotations.NullMarked;
