/** Making a new authority: root, issuing key, and the first certificates of the service itself. */
@NullMarked
package org.bequest.ca.hierarchy;

import org.jspecify.annotations.NullMarked;
