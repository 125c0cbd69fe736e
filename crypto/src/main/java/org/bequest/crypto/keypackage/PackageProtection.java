package org.bequest.crypto.keypackage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.cms.MessageSigner;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What a key package is protected by, as far as its shape asks for it.
 *
 * @param signer of every signed layer
 * @param signedInside whether there is a signature where the shape leaves the choice
 * @param marks signed attributes of the innermost signature: who it is, whether a receipt is wanted
 * @param certificates that travel in the innermost signature, beside those of the signer
 */
public record PackageProtection(
    Optional<MessageSigner> signer,
    Optional<PackageEncryption> encryption,
    boolean signedInside,
    List<Attribute> marks,
    List<X509CertificateHolder> certificates) {
  /** By nothing, yet. */
  public static final PackageProtection NONE =
      new PackageProtection(Optional.empty(), Optional.empty(), true, List.of(), List.of());

  public PackageProtection {
    marks = List.copyOf(marks);
    certificates = List.copyOf(certificates);
  }

  public PackageProtection signedBy(MessageSigner by) {
    return new PackageProtection(Optional.of(by), encryption, signedInside, marks, certificates);
  }

  public PackageProtection encryptedBy(PackageEncryption by) {
    return new PackageProtection(signer, Optional.of(by), signedInside, marks, certificates);
  }

  /** Where the shape leaves the choice. Only an authenticated cipher does without a signature. */
  public PackageProtection unsignedInside() {
    return new PackageProtection(signer, encryption, false, marks, certificates);
  }

  public PackageProtection marked(Attribute mark) {
    List<Attribute> all = new ArrayList<>(marks);
    all.add(mark);
    return new PackageProtection(signer, encryption, signedInside, all, certificates);
  }

  public PackageProtection carrying(List<X509CertificateHolder> more) {
    return new PackageProtection(signer, encryption, signedInside, marks, more);
  }
}
