package org.bequest.crypto.tamp;

import org.bequest.formats.tamp.StatusCode;

/**
 * Why a message is refused.
 *
 * @param detail one clause fit for the peer
 */
record TampFault(StatusCode status, String detail) {}
