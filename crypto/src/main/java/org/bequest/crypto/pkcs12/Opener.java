package org.bequest.crypto.pkcs12;

import java.util.Optional;
import org.bequest.crypto.pkcs12.MacCheck.Form;
import org.bequest.crypto.pkcs12.Pbes2.Encrypted;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;

/** Decrypts the parts of one file, whose MAC has shown what form of the password it is under. */
final class Opener {
  private final Secret secret;
  private final Form form;
  private final Work work;

  Opener(Secret secret, Form form, Work work) {
    this.secret = secret;
    this.form = form;
    this.work = work;
  }

  byte[] open(Encrypted encrypted) throws MalformedException {
    Optional<OldCipher> old = OldCipher.of(encrypted.algorithm());
    if (old.isPresent()) {
      try (Password password = form == Form.BARE ? Password.utf8(secret) : Password.bmp(secret)) {
        return old.get().decrypt(encrypted, password, work);
      }
    }
    if (!encrypted.algorithm().getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
      throw new MalformedException(
          "an encryption that is not known here: " + encrypted.algorithm().getAlgorithm());
    }
    try (Password password =
        form == Form.BMP_ALWAYS ? Password.bmp(secret) : Password.utf8(secret)) {
      return Pbes2.decrypt(encrypted, password, work);
    }
  }
}
