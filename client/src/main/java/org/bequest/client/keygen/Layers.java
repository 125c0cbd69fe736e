package org.bequest.client.keygen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.crypto.cms.SignatureCheck.VerifiedSigner;
import org.bequest.crypto.cms.Unpacked;
import org.bequest.crypto.cms.Unpacked.OpenedLayer;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.AuthEnvelopedContent;
import org.bequest.formats.cms.AuthenticatedContent;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.CompressedContent;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.ContentCollection;
import org.bequest.formats.cms.ContentWithAttributes;
import org.bequest.formats.cms.DigestedContent;
import org.bequest.formats.cms.EncryptedContent;
import org.bequest.formats.cms.EncryptedKeyPackage;
import org.bequest.formats.cms.EnvelopedContent;
import org.bequest.formats.cms.Layer;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.cms.SignerInfo;
import org.bequest.formats.receipt.PackageIdAndReceiptRequest;
import org.bequest.formats.receipt.ReceiptOids;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.cert.X509CertificateHolder;

/** What a package that opened consists of. */
record Layers(Unpacked.Whole whole) {
  Content leaf() {
    return whole.leaf();
  }

  List<VerifiedSigner> signers() {
    return whole.signers();
  }

  boolean isEncrypted() {
    return encryptions().findAny().isPresent();
  }

  /** Whether each encryption notices changes by itself. */
  boolean isAuthenticated() {
    return encryptions().allMatch(AuthEnvelopedContent.class::isInstance);
  }

  private Stream<Layer> encryptions() {
    return layers()
        .map(layer -> layer instanceof EncryptedKeyPackage choice ? choice.layer() : layer)
        .filter(Layers::encrypts);
  }

  private static boolean encrypts(Layer layer) {
    return switch (layer) {
      case EnvelopedContent _, AuthEnvelopedContent _, EncryptedContent _ -> true;
      case EncryptedKeyPackage _,
          SignedContent _,
          AuthenticatedContent _,
          DigestedContent _,
          CompressedContent _,
          ContentCollection _,
          ContentWithAttributes _ ->
          false;
    };
  }

  /** Of all signed layers, not believed. */
  List<X509CertificateHolder> certificates() {
    return whole.certificates();
  }

  /** RFC 7191 section 3: in the signed attributes of every layer, the outermost first. */
  List<PackageIdAndReceiptRequest> marks() throws MalformedException {
    List<PackageIdAndReceiptRequest> marks = new ArrayList<>();
    for (SignedContent layer : signed().toList()) {
      marks.addAll(marks(layer.signers()));
    }
    return marks;
  }

  /** Those that anybody can read: of a message that did not open. */
  static List<PackageIdAndReceiptRequest> marks(Content message) throws MalformedException {
    return message.is(CmsOids.SIGNED_DATA) ? marks(SignedContent.of(message).signers()) : List.of();
  }

  private static List<PackageIdAndReceiptRequest> marks(List<SignerInfo> signers)
      throws MalformedException {
    List<PackageIdAndReceiptRequest> marks = new ArrayList<>();
    for (SignerInfo signer : signers) {
      Optional<Attribute> mark =
          signer.signedAttributes().attribute(ReceiptOids.PACKAGE_ID_AND_RECEIPT_REQUEST);
      if (mark.isPresent()) {
        marks.add(PackageIdAndReceiptRequest.of(mark.get()));
      }
    }
    return marks;
  }

  /** The private key, in each layer that held it in the clear. */
  void overwrite() {
    Arrays.fill(whole.leaf().octets(), (byte) 0);
    signed()
        .flatMap(layer -> layer.content().stream())
        .forEach(content -> Arrays.fill(content.octets(), (byte) 0));
  }

  private Stream<SignedContent> signed() {
    return layers().filter(SignedContent.class::isInstance).map(SignedContent.class::cast);
  }

  private Stream<Layer> layers() {
    return whole.layers().stream().map(OpenedLayer::layer);
  }
}
