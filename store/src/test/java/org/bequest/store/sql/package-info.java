/** The contracts of the store, held by SQLite. */
@NullMarked
package org.bequest.store.sql;

import org.jspecify.annotations.NullMarked;
