package org.bequest.crypto.keypackage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.keypackage.KeyPackageShape.Part;
import org.bequest.formats.cms.Content;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Puts the layers of a shape around its content, the innermost first. What held the keys in the
 * clear on the way is overwritten; the content itself is its owner's to overwrite.
 */
final class ShapeBuilder {
  private final PackageProtection protection;
  private final List<ASN1ObjectIdentifier> layers = new ArrayList<>();
  private boolean signed;

  ShapeBuilder(PackageProtection protection) {
    this.protection = protection;
  }

  ShapedPackage around(Content inside, List<Part> parts, KeyPackageShape shape) {
    Content content = inside;
    for (Part part : parts.reversed()) {
      if (part.mayBeAbsent() && !protection.signedInside()) {
        continue;
      }
      content = layer(part, content);
      layers.addFirst(content.type());
    }
    return new ShapedPackage(shape, content, shape.mediaType(layers, inside.type()));
  }

  private Content layer(Part part, Content inner) {
    return switch (part) {
      case SIGNED, PERHAPS_SIGNED -> signed(inner);
      case ENVELOPED -> encrypted(inner, false);
      case KEY_PACKAGE -> encrypted(inner, true);
    };
  }

  private Content signed(Content inner) {
    MessageSigner signer =
        protection.signer().orElseThrow(() -> new IllegalArgumentException("nobody to sign"));
    SignedMessage message = SignedMessage.of(inner).by(signer);
    if (!signed) {
      message.certificates(protection.certificates());
      protection.marks().forEach(message::signedAttribute);
      signed = true;
    }
    return message.sign();
  }

  private Content encrypted(Content inner, boolean asKeyPackage) {
    PackageEncryption encryption =
        protection
            .encryption()
            .orElseThrow(() -> new IllegalArgumentException("nobody to encrypt for"));
    if (!signed && !encryption.cipher().isAuthenticated()) {
      throw new IllegalArgumentException("neither signed nor under an authenticated cipher");
    }
    Content outer = asKeyPackage ? encryption.encryptKeyPackage(inner) : encryption.encrypt(inner);
    if (signed) {
      Arrays.fill(inner.octets(), (byte) 0);
    }
    return outer;
  }
}
