package org.bequest.formats.tamp;

import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.AnchorFields;
import org.bequest.formats.anchor.CertPathControls;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * A change of an anchor that was added as a TrustAnchorInfo. An absent keyId keeps what was there;
 * an absent title, certPath or exts removes it.
 *
 * <pre>
 * TrustAnchorChangeInfo ::= SEQUENCE {
 *   pubKey          SubjectPublicKeyInfo,
 *   keyId           KeyIdentifier OPTIONAL,
 *   taTitle         TrustAnchorTitle OPTIONAL,
 *   certPath        CertPathControls OPTIONAL,
 *   exts        [1] Extensions OPTIONAL }             -- implicit; RFC 5934 section 4.3
 * </pre>
 */
public record TrustAnchorChangeInfo(
    SubjectPublicKeyInfo pubKey,
    Optional<KeyIdentifier> keyId,
    Optional<String> taTitle,
    Optional<CertPathControls> certPath,
    Optional<Extensions> exts)
    implements TrustAnchorChangeInfoChoice {
  private static final int EXTS = 1;

  static TrustAnchorChangeInfo decode(Fields fields) throws MalformedException {
    SubjectPublicKeyInfo key = Fields.key(fields.next("pubKey"), fields.at("pubKey"));
    Optional<Encoded> keyId = fields.optional(Tag.OCTET_STRING);
    Optional<Encoded> title = fields.optional(Tag.UTF8_STRING);
    Optional<Encoded> certPath = fields.optional(Encoded.SEQUENCE);
    Optional<Encoded> exts = fields.implicit(EXTS, Encoded.SEQUENCE, "exts");
    fields.end();
    return new TrustAnchorChangeInfo(
        key,
        fields.read(keyId, "keyId", AnchorFields::keyId),
        fields.read(title, "taTitle", AnchorFields::title),
        fields.read(certPath, "certPath", CertPathControls::decode),
        fields.read(exts, "exts", AnchorFields::extensions));
  }

  @Override
  public Encoded encode() {
    Encoded fields =
        new Fields.Written()
            .add(Encoded.of(pubKey))
            .addIfPresent(keyId.map(AnchorFields::encode))
            .addIfPresent(taTitle.map(AnchorFields::text))
            .addIfPresent(certPath.map(CertPathControls::encode))
            .addIfPresent(exts.map(e -> Tag.implicit(EXTS, Encoded.of(e))))
            .sequence();
    return Tag.implicit(TA_CHANGE, fields);
  }

  @Override
  public SubjectPublicKeyInfo publicKey() {
    return pubKey;
  }
}
