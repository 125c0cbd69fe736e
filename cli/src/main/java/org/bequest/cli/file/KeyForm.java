package org.bequest.cli.file;

import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.crypto.key.PrivateKeyPem;
import org.bequest.crypto.pkcs12.Pkcs12Contents;
import org.bequest.crypto.pkcs12.Pkcs12Delivery;
import org.bequest.crypto.pkcs12.Pkcs12Mac;
import org.bequest.crypto.pkcs12.Pkcs12Protection;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;

/** In which form a private key that came with its certificate goes into a file. */
public enum KeyForm {
  /** PKCS#8 in PEM, in the clear. */
  PEM,
  /** PKCS#8 in PEM under a password. */
  PKCS8,
  /** PKCS#12 under a password, the certificates with it, for the readers of today. */
  PKCS12;

  public boolean needsPassword() {
    return this != PEM;
  }

  /**
   * The content of the file.
   *
   * @param password of no account for {@link #PEM}
   */
  public byte[] encode(Pkcs12Contents contents, Secret password) {
    try {
      return switch (this) {
        case PEM -> PrivateKeyPem.encode(contents.key());
        case PKCS8 -> PrivateKeyPem.encode(contents.key(), password);
        case PKCS12 ->
            Pkcs12Delivery.encode(contents, password, Pkcs12Protection.of(Pkcs12Mac.HMAC_SHA256));
      };
    } catch (MalformedException e) {
      throw new CommandFailure(ExitCode.LOCAL, "the key cannot be written: " + e.getMessage());
    }
  }
}
