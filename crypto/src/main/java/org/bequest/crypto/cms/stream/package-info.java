/** Messages that do not fit into memory: written and read with buffers of a fixed size. */
@NullMarked
package org.bequest.crypto.cms.stream;

import org.jspecify.annotations.NullMarked;
