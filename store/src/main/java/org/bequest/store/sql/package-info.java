/** The store in SQL: one writer thread that commits in groups, a few connections that only read. */
@NullMarked
package org.bequest.store.sql;

import org.jspecify.annotations.NullMarked;
