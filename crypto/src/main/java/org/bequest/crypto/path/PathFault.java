package org.bequest.crypto.path;

/** Why a path is not valid. */
public enum PathFault {
  /** No chain of signatures from the certificate to an anchor was found. */
  NO_PATH,
  /** The anchor has no name, or is no authority: it vouches for nobody. */
  ANCHOR_CANNOT_CERTIFY,
  /** An extension cannot be read, or contradicts another one. */
  MALFORMED,
  /** Its issuer has another name. */
  WRONG_ISSUER,
  BAD_SIGNATURE,
  NOT_YET_VALID,
  EXPIRED,
  REVOKED,
  NAME_NOT_PERMITTED,
  NAME_EXCLUDED,
  /** There are constraints of a form of names that are not understood here. */
  NAME_NOT_UNDERSTOOD,
  NO_ACCEPTABLE_POLICY,
  /** A certificate in the middle is not one of an authority. */
  NOT_AN_AUTHORITY,
  TOO_LONG,
  /** The key may not sign certificates. */
  KEY_USAGE,
  UNKNOWN_CRITICAL_EXTENSION,
  /** The path is valid, and the caller wants another one. */
  UNWANTED
}
