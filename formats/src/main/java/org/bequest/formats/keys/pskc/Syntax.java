package org.bequest.formats.keys.pskc;

import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;

/** What the values of an attribute are (RFC 6031 appendix A.2). */
enum Syntax {
  /** UTF8String. */
  TEXT,
  /** GeneralizedTime. */
  TIME,
  /** INTEGER (0..MAX), which BinaryTime is too. */
  NUMBER,
  /** INTEGER (0..MAX) by the module, "either positive or negative" by section 3.2.11. */
  SIGNED_NUMBER,
  FRIENDLY_NAME,
  ALGORITHM_PARAMETERS,
  VALUE_MAC,
  KEY_USAGES,
  PIN_POLICY;

  PskcValue decode(Encoded value, String path) throws MalformedException {
    return switch (this) {
      case TEXT -> PskcValue.TextValue.decode(value, path);
      case TIME -> PskcValue.TimeValue.decode(value, path);
      case NUMBER -> new PskcValue.NumberValue(Fields.number(value, path));
      case SIGNED_NUMBER -> new PskcValue.NumberValue(Fields.integer(value, path));
      case FRIENDLY_NAME -> FriendlyName.decode(value, path);
      case ALGORITHM_PARAMETERS -> AlgorithmParameters.decode(value, path);
      case VALUE_MAC -> ValueMac.decode(value, path);
      case KEY_USAGES -> KeyUsages.decode(value, path);
      case PIN_POLICY -> PinPolicy.decode(value, path);
    };
  }

  boolean fits(PskcValue value) {
    return switch (value) {
      case PskcValue.TextValue _ -> this == TEXT;
      case PskcValue.TimeValue _ -> this == TIME;
      case PskcValue.NumberValue number ->
          this == SIGNED_NUMBER || (this == NUMBER && number.value().signum() >= 0);
      case FriendlyName _ -> this == FRIENDLY_NAME;
      case AlgorithmParameters _ -> this == ALGORITHM_PARAMETERS;
      case ValueMac _ -> this == VALUE_MAC;
      case KeyUsages _ -> this == KEY_USAGES;
      case PinPolicy _ -> this == PIN_POLICY;
    };
  }
}
