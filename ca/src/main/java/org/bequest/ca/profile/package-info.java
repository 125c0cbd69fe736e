/** What a certificate of one kind looks like: configured, checked, and then fixed. */
@NullMarked
package org.bequest.ca.profile;

import org.jspecify.annotations.NullMarked;
