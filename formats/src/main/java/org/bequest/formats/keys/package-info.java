/**
 * Packages of keys, asymmetric and symmetric, and how a request says which key shall protect one.
 */
@NullMarked
package org.bequest.formats.keys;

import org.jspecify.annotations.NullMarked;
