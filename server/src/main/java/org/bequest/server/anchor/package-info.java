/**
 * Trust anchors of client certificates that somebody else issued (RFC 7030 3.3.2), and what is said
 * of such a certificate: its path, its use, its dates, its revocation.
 */
@NullMarked
package org.bequest.server.anchor;

import org.jspecify.annotations.NullMarked;
