package org.bequest.client;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.client.trust.Holders;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.EnvelopedMessage;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.PeerCapabilities;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsMediaType;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.receipt.EnumeratedErrorCode;
import org.bequest.formats.receipt.KeyPackageError;
import org.bequest.formats.receipt.KeyPackageErrorCode;
import org.bequest.formats.receipt.KeyPackageReceipt;
import org.bequest.formats.receipt.PackageIdentifier;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bequest.formats.receipt.SirEntityName;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What its receiver says of a key package: that it is in use, or why it is not (RFC 7191). Signed
 * in the name of a certificate; an error may also come from one who has none.
 */
public final class PackageReturn {
  private final Content content;
  private final Optional<TlsIdentity> signer;
  private final List<Recipient> readers;

  private PackageReturn(Content content, Optional<TlsIdentity> signer, List<Recipient> readers) {
    this.content = content;
    this.signer = signer;
    this.readers = readers;
  }

  /**
   * RFC 7191 section 4: the package with this name was received, by whom the signer's certificate
   * names.
   *
   * @param signer the new key with its certificate, or that of the device; of a kind that signs
   */
  public static PackageReturn receipt(PackageId received, TlsIdentity signer) {
    KeyPackageReceipt receipt = KeyPackageReceipt.of(received, name(signer));
    return new PackageReturn(
        new Content(CmsOids.KEY_PACKAGE_RECEIPT, receipt.encode()), Optional.of(signer), List.of());
  }

  /**
   * RFC 7191 section 5: a package was of no use.
   *
   * @param of empty when it was not readable so far
   */
  public static PackageReturn error(
      Optional<PackageId> of, EnumeratedErrorCode code, TlsIdentity signer) {
    return error(of, code, name(signer), Optional.of(signer));
  }

  /** The same by one who has nothing to sign with. */
  public static PackageReturn unsignedError(
      Optional<PackageId> of, EnumeratedErrorCode code, X500Name receiver) {
    return error(of, code, SirEntityName.of(receiver), Optional.empty());
  }

  private static PackageReturn error(
      Optional<PackageId> of,
      EnumeratedErrorCode code,
      SirEntityName by,
      Optional<TlsIdentity> signer) {
    KeyPackageError error =
        KeyPackageError.of(of.map(PackageIdentifier.class::cast), by, KeyPackageErrorCode.of(code));
    return new PackageReturn(
        new Content(CmsOids.KEY_PACKAGE_ERROR, error.encode()), signer, List.of());
  }

  /**
   * The same, for nobody else to read: encrypted after it was signed (RFC 7191 section 4).
   *
   * @throws IllegalArgumentException without a reader, or for one whose key can only sign
   */
  public PackageReturn encryptedFor(List<X509Certificate> certificates) {
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException("nobody to encrypt for");
    }
    return new PackageReturn(
        content, signer, certificates.stream().map(PackageReturn::reader).toList());
  }

  private static Recipient reader(X509Certificate certificate) {
    X509CertificateHolder holder = Holders.of(certificate);
    return Recipient.of(EntityIdentifier.of(holder), holder.getSubjectPublicKeyInfo());
  }

  private static SirEntityName name(TlsIdentity signer) {
    return SirEntityName.of(Holders.of(signer.certificate()).getSubject());
  }

  /** In DER, its type with the parameters of RFC 7193. */
  Message message(Clock clock) {
    List<ASN1ObjectIdentifier> layers = new ArrayList<>();
    Content sent = content;
    if (signer.isPresent()) {
      sent = signed(signer.get(), clock);
      layers.addFirst(sent.type());
    }
    if (!readers.isEmpty()) {
      sent = EnvelopedMessage.encrypt(sent, cipher(), readers);
      layers.addFirst(sent.type());
    }
    return Message.binary(CmsMediaType.of(layers, content.type()).encode(), sent.encode());
  }

  /** RFC 7192 section 3: AES in CBC mode, of the length of what wraps its key. */
  private ContentCipher cipher() {
    int strength = readers.stream().mapToInt(Recipient::strength).max().orElseThrow();
    return PeerCapabilities.unknown().contentCipher(strength).orElse(ContentCipher.AES_256_CBC);
  }

  /** With the time in binary (RFC 7191 section 4, RFC 6019). */
  private Content signed(TlsIdentity by, Clock clock) {
    X509Certificate own = by.certificate();
    PrivateKeySigner key = PrivateKeySigner.of(by.key(), own.getPublicKey());
    List<X509CertificateHolder> above = Holders.of(by.chain().subList(1, by.chain().size()));
    return SignedMessage.of(content)
        .by(MessageSigner.of(key, Holders.of(own), above))
        .signedAttribute(
            Attributes.attribute(
                CmsOids.BINARY_SIGNING_TIME, new ASN1Integer(clock.instant().getEpochSecond())))
        .sign();
  }
}
