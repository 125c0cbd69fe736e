package org.bequest.ca.signer;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.key.KeyStoreFile;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bouncycastle.cert.X509CertificateHolder;

/** Where the keys of authorities come from. */
public final class CaKeys {
  private CaKeys() {}

  /**
   * Opens an encrypted PKCS#12 file that holds one key and its chain up to the root.
   *
   * @throws CaKeyException with one sentence when the file cannot be read, the password is wrong,
   *     or key and chain do not belong together
   */
  public static IssuingKey open(Path file, Secret password) {
    return key(file.toString(), read(file, password));
  }

  /**
   * The same from the octets of such a file, which somebody handed over.
   *
   * @param name what messages call it
   * @throws CaKeyException as {@link #open}
   */
  public static IssuingKey decode(String name, byte[] pkcs12, Secret password) {
    try {
      return key(name, KeyStoreFile.decode(pkcs12, password));
    } catch (MalformedException e) {
      throw new CaKeyException("cannot open " + name + ": " + e.getMessage(), e);
    }
  }

  private static IssuingKey key(String name, List<KeyStoreFile.Entry> entries) {
    if (entries.size() != 1) {
      throw new CaKeyException(name + " holds " + entries.size() + " keys where one is expected");
    }
    KeyStoreFile.Entry entry = entries.getFirst();
    try {
      PrivateKeySigner signer =
          PrivateKeySigner.of(entry.key(), entry.chain().getFirst().getPublicKey());
      return IssuingKey.of(signer, holders(entry.chain()));
    } catch (IllegalArgumentException | CaKeyException e) {
      throw new CaKeyException("cannot use the key in " + name + ": " + e.getMessage(), e);
    }
  }

  private static List<KeyStoreFile.Entry> read(Path file, Secret password) {
    try {
      return KeyStoreFile.read(file, password);
    } catch (NoSuchFileException e) {
      throw new CaKeyException("there is no key file " + file, e);
    } catch (IOException e) {
      throw new CaKeyException("cannot read the key file " + file + ": " + e.getMessage(), e);
    } catch (MalformedException e) {
      throw new CaKeyException("cannot open the key file " + file + ": " + e.getMessage(), e);
    }
  }

  private static List<X509CertificateHolder> holders(List<X509Certificate> chain) {
    try {
      List<X509CertificateHolder> holders = new ArrayList<>();
      for (X509Certificate certificate : chain) {
        holders.add(new X509CertificateHolder(certificate.getEncoded()));
      }
      return holders;
    } catch (CertificateEncodingException | IOException e) {
      throw new CaKeyException("has a certificate that cannot be read: " + e.getMessage(), e);
    }
  }
}
