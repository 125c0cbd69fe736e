package org.bequest.crypto.firmware;

import org.bequest.formats.firmware.LoadErrorCode;

/**
 * Why a package, or a report about one, is not taken.
 *
 * @param code as RFC 4108 section 4.1.3 numbers it
 * @param detail one clause fit for the peer
 */
public record FirmwareRefusal(LoadErrorCode code, String detail) {}
