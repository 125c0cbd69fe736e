package org.bequest.cli.inspect;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * What an object identifier stands for, as content of a message, as an attribute or as an
 * extension.
 *
 * @param name of its ASN.1 type, or of the attribute or extension
 * @param reader of the content's octets, of one value of the attribute, of the extension's value
 */
record Kind(ASN1ObjectIdentifier oid, String name, Reader reader) {}
