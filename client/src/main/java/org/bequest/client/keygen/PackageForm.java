package org.bequest.client.keygen;

/**
 * The form in which a package with extra encryption is asked for.
 *
 * @param encryptedKeyPackage as an EncryptedKeyPackage (RFC 8295 8.1), not bare
 * @param authenticated under a cipher that notices changes (RFC 5083): nothing else is taken then
 */
public record PackageForm(boolean encryptedKeyPackage, boolean authenticated) {
  /** What RFC 7030 has: EnvelopedData. */
  public static final PackageForm ENVELOPED = new PackageForm(false, false);

  public PackageForm asEncryptedKeyPackage() {
    return new PackageForm(true, authenticated);
  }

  public PackageForm underAuthenticatedCipher() {
    return new PackageForm(encryptedKeyPackage, true);
  }
}
