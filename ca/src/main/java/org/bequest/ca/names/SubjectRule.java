package org.bequest.ca.names;

import org.bouncycastle.asn1.x500.X500Name;

/** {@code subject:CN=a,O=b}: this subject as a whole, and no attribute of it by itself. */
record SubjectRule(X500Name subject) implements NameRule {}
