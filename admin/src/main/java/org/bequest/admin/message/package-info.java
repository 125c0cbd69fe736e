/** The JSON of the admin API, as records: what goes over the wire, on both sides. */
@NullMarked
package org.bequest.admin.message;

import org.jspecify.annotations.NullMarked;
