/** What would become of a request, by the same rules that decide it, for operators who ask why. */
@NullMarked
package org.bequest.server.trial;

import org.jspecify.annotations.NullMarked;
