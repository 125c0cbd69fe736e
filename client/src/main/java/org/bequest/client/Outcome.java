package org.bequest.client;

/** What a server answers when it may also say: not yet, or no. */
public sealed interface Outcome permits Enrollment, KeyGeneration, CmcOutcome {}
