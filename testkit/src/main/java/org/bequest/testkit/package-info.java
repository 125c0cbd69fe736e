@NullMarked
package org.bequest.testkit;

import org.jspecify.annotations.NullMarked;
