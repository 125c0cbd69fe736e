package org.bequest.server.support;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.cms.Content;
import org.bequest.formats.receipt.EnumeratedErrorCode;
import org.bequest.formats.receipt.KeyPackageError;
import org.bequest.formats.receipt.KeyPackageErrorCode;
import org.bequest.formats.receipt.KeyPackageReceipt;
import org.bequest.formats.receipt.PackageIdentifier;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bequest.formats.receipt.ReceiptOids;
import org.bequest.formats.receipt.SirEntityName;
import org.bouncycastle.cert.X509CertificateHolder;

/** What devices say of key packages. */
public final class Statements {
  private Statements() {}

  public static X509CertificateHolder certificate(TlsIdentity identity) {
    return holder(identity.certificate());
  }

  public static SirEntityName name(TlsIdentity identity) {
    return SirEntityName.of(certificate(identity).getSubject());
  }

  public static Content receipt(PackageId of, TlsIdentity by) {
    return receipt(KeyPackageReceipt.of(of, name(by)));
  }

  public static Content receipt(KeyPackageReceipt receipt) {
    return new Content(ReceiptOids.KEY_PACKAGE_RECEIPT, receipt.encode());
  }

  public static Content error(Optional<PackageId> of, EnumeratedErrorCode code, TlsIdentity by) {
    KeyPackageError error =
        KeyPackageError.of(
            of.map(PackageIdentifier.class::cast), name(by), KeyPackageErrorCode.of(code));
    return new Content(ReceiptOids.KEY_PACKAGE_ERROR, error.encode());
  }

  public static Content signed(Content content, TlsIdentity by) {
    return SignedMessage.sign(content, signer(by));
  }

  public static MessageSigner signer(TlsIdentity by) {
    return MessageSigner.of(
        PrivateKeySigner.of(by.key(), by.certificate().getPublicKey()),
        certificate(by),
        by.chain().stream().skip(1).map(Statements::holder).toList());
  }

  private static X509CertificateHolder holder(X509Certificate certificate) {
    try {
      return new X509CertificateHolder(certificate.getEncoded());
    } catch (IOException | CertificateEncodingException e) {
      throw new AssertionError(e);
    }
  }
}
