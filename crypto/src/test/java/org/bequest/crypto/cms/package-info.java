@NullMarked
package org.bequest.crypto.cms;

import org.jspecify.annotations.NullMarked;
