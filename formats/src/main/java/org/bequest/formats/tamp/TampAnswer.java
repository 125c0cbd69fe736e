package org.bequest.formats.tamp;

/** What a store sends back. It is signed by every store that can sign (RFC 5934 section 4). */
public sealed interface TampAnswer extends TampMessage
    permits TampStatusResponse,
        TampUpdateConfirm,
        TampApexUpdateConfirm,
        TampCommunityUpdateConfirm,
        SequenceNumberAdjustConfirm,
        TampError {}
