@NullMarked
package org.bequest.crypto.cms.stream;

import org.jspecify.annotations.NullMarked;
