package org.bequest.ca.names;

/** {@code nothing:*}: for a grant that is empty on purpose, which an empty list does not say. */
record NothingRule() implements NameRule {}
