package org.bequest.server.endpoint.keygen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.GeneratedKey;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.keypackage.KeyPackageShape;
import org.bequest.crypto.keypackage.PackageEncryption;
import org.bequest.crypto.keypackage.PackageProtection;
import org.bequest.crypto.keypackage.ShapedPackage;
import org.bequest.formats.cms.Content;
import org.bequest.formats.keys.AsymmetricKeyPackage;
import org.bequest.formats.keys.OneAsymmetricKey;
import org.bequest.formats.receipt.PackageIdAndReceiptRequest;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bequest.formats.receipt.ReceiptRequest;
import org.bequest.formats.receipt.SirEntityName;
import org.bequest.server.http.HttpAnswer;
import org.bequest.server.http.HttpHeader;
import org.bequest.server.label.KeyGeneration.Packaging;
import org.bequest.server.label.WireOptions;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A key in an asymmetric key package (RFC 5958) that is signed, encrypted and perhaps signed again:
 * as RFC 7030 4.4.2 has it, or in one of the further forms of RFC 8295 8.1.
 *
 * @param signer the service's own
 */
record PackageDelivery(
    PackageEncryption encryption, Packaging packaging, MessageSigner signer, WireOptions wire)
    implements Delivery {
  @Override
  public HttpAnswer answer(GeneratedKey key, Certified certified, PackageId id) {
    boolean bare = isBare();
    ShapedPackage built = build(key, id, bare ? together(certified) : List.of());
    byte[] message = built.message().encode();
    return bare
        ? HttpAnswer.ok(message, HttpHeader.contentType(built.type().toString()))
        : new TwoParts(wire).answer(built.type(), message, certified);
  }

  /** Only what RFC 8295 adds to RFC 7030 may go alone. */
  private boolean isBare() {
    return packaging.bare() && shape() != KeyPackageShape.AK2;
  }

  private KeyPackageShape shape() {
    return switch (packaging.type()) {
      case ENVELOPED_DATA -> packaging.signedOutside() ? KeyPackageShape.AK3 : KeyPackageShape.AK2;
      case ENCRYPTED_KEY_PACKAGE ->
          packaging.signedOutside() ? KeyPackageShape.AK5 : KeyPackageShape.AK4;
    };
  }

  private ShapedPackage build(
      GeneratedKey key, PackageId id, List<X509CertificateHolder> certificates) {
    byte[] octets = key.privateKey().octets();
    try (AsymmetricKeyPackage keys =
        AsymmetricKeyPackage.of(OneAsymmetricKey.of(PrivateKeyInfo.getInstance(octets)))) {
      Content content = keys.encode();
      try {
        return shape()
            .build(
                content,
                PackageProtection.NONE
                    .signedBy(signer)
                    .encryptedBy(encryption)
                    .carrying(certificates)
                    .marked(naming(id).toAttribute()));
      } finally {
        Arrays.fill(content.octets(), (byte) 0);
      }
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  private PackageIdAndReceiptRequest naming(PackageId id) {
    Optional<ReceiptRequest> request =
        asksForReceipt()
            ? Optional.of(
                ReceiptRequest.to(SirEntityName.of(signer.certificates().getFirst().getSubject())))
            : Optional.empty();
    return new PackageIdAndReceiptRequest(id, request);
  }

  private static List<X509CertificateHolder> together(Certified certified) {
    List<X509CertificateHolder> all = new ArrayList<>();
    all.add(certified.certificate());
    all.addAll(certified.chain());
    return all;
  }

  @Override
  public String form() {
    String inner =
        switch (packaging.type()) {
          case ENVELOPED_DATA -> "enveloped";
          case ENCRYPTED_KEY_PACKAGE -> "encrypted-key-package";
        };
    return packaging.signedOutside() ? "signed-" + inner : inner;
  }

  @Override
  public boolean asksForReceipt() {
    return packaging.receipt();
  }

  @Override
  public void close() {
    encryption.close();
  }
}
