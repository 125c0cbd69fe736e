package org.bequest.formats.tamp;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;

/** Reads one element; the path is for the message of a refusal. */
@FunctionalInterface
interface Decoder<T> {
  T decode(Encoded value, String path) throws MalformedException;
}
