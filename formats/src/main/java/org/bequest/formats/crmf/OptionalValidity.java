package org.bequest.formats.crmf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bouncycastle.asn1.x509.Time;

/**
 * When a certificate should begin and end.
 *
 * <pre>
 * OptionalValidity ::= SEQUENCE {
 *   notBefore      [0] Time OPTIONAL,                     -- a CHOICE, so explicit
 *   notAfter       [1] Time OPTIONAL }                    -- at least one; RFC 4211 section 5
 * </pre>
 */
public record OptionalValidity(Optional<Time> notBefore, Optional<Time> notAfter) {
  private static final String PATH = "/CertTemplate/validity";
  private static final int NOT_BEFORE = 0xa0;
  private static final int NOT_AFTER = 0xa1;

  static OptionalValidity decode(Encoded value) throws MalformedException {
    PartReader fields = PartReader.of(value, PATH);
    OptionalValidity validity =
        new OptionalValidity(time(fields.tagged(0)), time(fields.tagged(1)));
    fields.end();
    if (validity.notBefore.isEmpty() && validity.notAfter.isEmpty()) {
      throw new MalformedException("neither of two times at " + PATH);
    }
    return validity;
  }

  private static Optional<Time> time(Optional<Encoded> field) throws MalformedException {
    if (field.isEmpty()) {
      return Optional.empty();
    }
    PartReader inside = PartReader.of(field.get(), field.get().identifier(), PATH);
    Time time = inside.next("time", Time::getInstance);
    inside.end();
    return Optional.of(time);
  }

  Encoded encode() {
    List<Encoded> fields = new ArrayList<>();
    notBefore.ifPresent(t -> fields.add(Encoded.constructed(NOT_BEFORE, List.of(Encoded.of(t)))));
    notAfter.ifPresent(t -> fields.add(Encoded.constructed(NOT_AFTER, List.of(Encoded.of(t)))));
    return Encoded.sequenceOf(fields);
  }
}
