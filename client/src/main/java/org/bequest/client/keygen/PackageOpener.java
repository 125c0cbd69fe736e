package org.bequest.client.keygen;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.client.keygen.Delivery.KeyPart;
import org.bequest.client.trust.Holders;
import org.bequest.client.trust.PackageTrust;
import org.bequest.crypto.cms.MessageOpener;
import org.bequest.crypto.cms.Unpacked;
import org.bequest.crypto.pkcs12.Pkcs12Contents;
import org.bequest.crypto.pkcs12.Pkcs12File;
import org.bequest.crypto.pkcs12.Pkcs12Limits;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.keys.AsymmetricKeyPackage;
import org.bequest.formats.keys.OneAsymmetricKey;
import org.bequest.formats.receipt.EnumeratedErrorCode;
import org.bequest.formats.receipt.PackageIdAndReceiptRequest;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/**
 * Gets a private key out of whatever it came in (RFC 7030 4.4.2, RFC 8295 8.1, 8.3). What was asked
 * to come encrypted is refused when it is not, and what is signed must be signed by somebody who is
 * believed.
 */
public final class PackageOpener {
  private final KeyProtection protection;
  private final PackageForm form;
  private final boolean signatureRequired;
  private final PackageTrust trust;

  public PackageOpener(
      KeyProtection protection, PackageForm form, boolean signatureRequired, PackageTrust trust) {
    this.protection = protection;
    this.form = form;
    this.signatureRequired = signatureRequired;
    this.trust = trust;
  }

  public Opened open(KeyPart part) {
    return switch (part) {
      case KeyPart.Plain(byte[] der) -> plain(der);
      case KeyPart.Store(byte[] der) -> store(der);
      case KeyPart.Message(byte[] der) -> message(der);
    };
  }

  private Opened plain(byte[] der) {
    if (protection.isEncryption()) {
      return inTheClear(List.of());
    }
    try (OneAsymmetricKey key = OneAsymmetricKey.decode(der)) {
      return new Opened.Key(info(key.encode()), List.of(), List.of());
    } catch (MalformedException e) {
      return unusable(EnumeratedErrorCode.DECODE_FAILURE, String.valueOf(e.getMessage()));
    }
  }

  /** RFC 8295 8.3: a password is all that a PFX is protected by. */
  private Opened store(byte[] der) {
    if (!(protection instanceof KeyProtection.Password(Secret password))) {
      return unusable(
          EnumeratedErrorCode.NO_DECRYPT_KEY, "a PKCS#12 file came, and no password was agreed on");
    }
    try (Pkcs12File file = Pkcs12File.read(der, password, Pkcs12Limits.STANDARD)) {
      Pkcs12Contents contents = file.only();
      List<X509Certificate> certificates = Holders.certificates(file.certificates());
      return new Opened.Key(info(contents.pkcs8()), certificates, List.of());
    } catch (MalformedException e) {
      return unusable(EnumeratedErrorCode.DECRYPT_FAILURE, String.valueOf(e.getMessage()));
    }
  }

  private Opened message(byte[] der) {
    try {
      Content content = Content.decode(der);
      return unpacked(content, opener().open(content));
    } catch (MalformedException e) {
      return unusable(EnumeratedErrorCode.DECODE_FAILURE, String.valueOf(e.getMessage()));
    }
  }

  private MessageOpener opener() {
    return new MessageOpener(protection.recipientKey().stream().toList(), trust.known());
  }

  private Opened unpacked(Content outer, Unpacked unpacked) throws MalformedException {
    return switch (unpacked) {
      case Unpacked.Whole whole -> whole(new Layers(whole));
      case Unpacked.Collected _ ->
          unusable(EnumeratedErrorCode.BAD_CONTENT_INFO, "several contents for one key");
      case Unpacked.NotForUs() ->
          unusable(
              EnumeratedErrorCode.NO_MATCHING_RECIPIENT_INFO,
              "the key package is encrypted for another key than the one that was agreed on");
      case Unpacked.Unverified(var why) ->
          new Opened.Unusable(PackageFaults.code(why.fault()), why.detail(), Layers.marks(outer));
      case Unpacked.Refused(String detail) ->
          unusable(EnumeratedErrorCode.BAD_ENCRYPT_ALGORITHM, detail);
      case Unpacked.Failed() ->
          unusable(
              EnumeratedErrorCode.DECRYPT_FAILURE,
              "the key package does not open with the key that was agreed on, or was changed");
    };
  }

  private Opened whole(Layers layers) throws MalformedException {
    List<PackageIdAndReceiptRequest> marks = layers.marks();
    List<X509Certificate> bag = Holders.certificates(layers.certificates());
    try {
      Optional<PackageTrust.Distrust> distrust = trust.distrust(layers.whole());
      if (distrust.isPresent()) {
        return new Opened.Unusable(distrust.get().code(), distrust.get().why(), marks);
      }
      if (protection.isEncryption() && !layers.isEncrypted()) {
        return inTheClear(marks);
      }
      Optional<Opened.Unusable> fault = fault(layers, marks);
      return fault.isPresent() ? fault.get() : new Opened.Key(key(layers.leaf()), bag, marks);
    } finally {
      layers.overwrite();
    }
  }

  private Optional<Opened.Unusable> fault(Layers layers, List<PackageIdAndReceiptRequest> marks) {
    if (form.authenticated() && !layers.isAuthenticated()) {
      return Optional.of(
          new Opened.Unusable(
              EnumeratedErrorCode.BAD_ENCRYPT_ALGORITHM,
              "an authenticated cipher was asked for, and this is none",
              marks));
    }
    if (signatureRequired && layers.signers().isEmpty()) {
      return Optional.of(
          new Opened.Unusable(
              EnumeratedErrorCode.MISSING_SIGNATURE,
              "nobody vouches for the key: it is not signed",
              marks));
    }
    return layers.leaf().is(CmsOids.ASYMMETRIC_KEY_PACKAGE)
        ? Optional.empty()
        : Optional.of(
            new Opened.Unusable(
                EnumeratedErrorCode.BAD_ENCAP_CONTENT,
                "no private key is in the package, but content of type " + layers.leaf().type(),
                marks));
  }

  private static PrivateKeyInfo key(Content leaf) throws MalformedException {
    try (AsymmetricKeyPackage keys = AsymmetricKeyPackage.of(leaf)) {
      return info(keys.only().encode());
    }
  }

  private static PrivateKeyInfo info(byte[] pkcs8) throws MalformedException {
    try {
      return Asn1.typed(pkcs8, PrivateKeyInfo::getInstance, "/PrivateKeyInfo");
    } finally {
      Arrays.fill(pkcs8, (byte) 0);
    }
  }

  /** Whoever sent it may not be the server, and the key is known to others. */
  private static Opened inTheClear(List<PackageIdAndReceiptRequest> marks) {
    return new Opened.Unusable(
        EnumeratedErrorCode.CONSTRAINT_VIOLATION,
        "the key came without the encryption that was asked for",
        marks);
  }

  private static Opened unusable(EnumeratedErrorCode code, String why) {
    return new Opened.Unusable(code, why, List.of());
  }
}
