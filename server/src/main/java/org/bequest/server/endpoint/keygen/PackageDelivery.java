package org.bequest.server.endpoint.keygen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.GeneratedKey;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.formats.cms.CmsMediaType;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.keys.AsymmetricKeyPackage;
import org.bequest.formats.keys.OneAsymmetricKey;
import org.bequest.formats.receipt.PackageIdAndReceiptRequest;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bequest.formats.receipt.ReceiptRequest;
import org.bequest.formats.receipt.SirEntityName;
import org.bequest.formats.wire.MediaType;
import org.bequest.server.http.HttpAnswer;
import org.bequest.server.http.HttpHeader;
import org.bequest.server.label.KeyGeneration.Packaging;
import org.bequest.server.label.WireOptions;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A key in an asymmetric key package (RFC 5958) that is signed, encrypted and perhaps signed again:
 * as RFC 7030 4.4.2 has it, or in one of the further forms of RFC 8295 8.1.
 *
 * @param signer the service's own
 */
record PackageDelivery(
    Encryption encryption, Packaging packaging, MessageSigner signer, WireOptions wire)
    implements Delivery {
  @Override
  public HttpAnswer answer(GeneratedKey key, Certified certified, PackageId id) {
    boolean bare = isBare();
    Content signed = signed(key, id, bare ? together(certified) : List.of());
    Content encrypted = encryption.encrypt(signed);
    byte[] message =
        packaging.signedOutside()
            ? SignedMessage.sign(encrypted, signer).encode()
            : encrypted.encode();
    MediaType type = type(encrypted.type());
    return bare
        ? HttpAnswer.ok(message, HttpHeader.contentType(type.toString()))
        : new TwoParts(wire).answer(type, message, certified);
  }

  /** Only what RFC 8295 adds to RFC 7030 may go alone. */
  private boolean isBare() {
    return packaging.bare() && isOfRfc8295();
  }

  private boolean isOfRfc8295() {
    return encryption.isKeyPackage() || packaging.signedOutside();
  }

  private Content signed(GeneratedKey key, PackageId id, List<X509CertificateHolder> certificates) {
    byte[] octets = key.privateKey().octets();
    try (AsymmetricKeyPackage keys =
        AsymmetricKeyPackage.of(OneAsymmetricKey.of(PrivateKeyInfo.getInstance(octets)))) {
      Content content = keys.encode();
      try {
        return SignedMessage.of(content)
            .by(signer)
            .certificates(certificates)
            .signedAttribute(naming(id).toAttribute())
            .sign();
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

  private MediaType type(ASN1ObjectIdentifier encryptionType) {
    if (!isOfRfc8295()) {
      return MediaType.SERVER_GENERATED_KEY;
    }
    List<ASN1ObjectIdentifier> layers = new ArrayList<>();
    if (packaging.signedOutside()) {
      layers.add(CmsOids.SIGNED_DATA);
    }
    layers.add(encryptionType);
    layers.add(CmsOids.SIGNED_DATA);
    return CmsMediaType.of(layers, CmsOids.ASYMMETRIC_KEY_PACKAGE).encode();
  }

  @Override
  public String form() {
    String inner = encryption.isKeyPackage() ? "encrypted-key-package" : "enveloped";
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
