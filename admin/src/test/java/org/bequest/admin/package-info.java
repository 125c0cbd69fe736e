@NullMarked
package org.bequest.admin;

import org.jspecify.annotations.NullMarked;
