package org.bequest.formats.anchor;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.asn1.Text;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A trust anchor without the ballast of a certificate, or with other constraints than those of its
 * certificate.
 *
 * <pre>
 * TrustAnchorInfo ::= SEQUENCE {
 *   version   TrustAnchorInfoVersion DEFAULT v1,
 *   pubKey    SubjectPublicKeyInfo,
 *   keyId     KeyIdentifier,
 *   taTitle   TrustAnchorTitle OPTIONAL,
 *   certPath  CertPathControls OPTIONAL,
 *   exts      [1] EXPLICIT Extensions   OPTIONAL,
 *   taTitleLangTag   [2] UTF8String OPTIONAL }                -- RFC 5914 section 2
 *
 * TrustAnchorInfoVersion ::= INTEGER { v1(1) }
 * </pre>
 *
 * @param certPath absent when this anchor cannot validate certificates
 * @param taTitleLangTag of RFC 5646; absent for English
 */
public record TrustAnchorInfo(
    SubjectPublicKeyInfo pubKey,
    KeyIdentifier keyId,
    Optional<String> taTitle,
    Optional<CertPathControls> certPath,
    Optional<Extensions> exts,
    Optional<String> taTitleLangTag) {
  /** RFC 5914 section 2.6: they must not appear, and are ignored when they do. */
  private static final Set<ASN1ObjectIdentifier> SAID_BY_CERT_PATH =
      Set.of(
          Extension.certificatePolicies,
          Extension.policyConstraints,
          Extension.inhibitAnyPolicy,
          Extension.nameConstraints);

  private static final int INTEGER = 0x02;
  private static final int UTF8_STRING = 0x0c;
  private static final int EXPLICIT_1 = 0xa1;
  private static final int UTF8_STRING_2 = 0x82;
  private static final int LONGEST_LANGUAGE_TAG = 255;

  /**
   * @throws IllegalArgumentException for a title of another length than 1 to 64
   */
  public TrustAnchorInfo {
    if (taTitle.filter(t -> !AnchorFields.isTitle(t)).isPresent()) {
      throw new IllegalArgumentException("a title has 1 to 64 characters");
    }
  }

  /** A key that may validate nothing but what it has signed itself. */
  public static TrustAnchorInfo of(SubjectPublicKeyInfo pubKey, KeyIdentifier keyId) {
    return new TrustAnchorInfo(
        pubKey, keyId, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** In English. */
  public TrustAnchorInfo withTitle(String title) {
    return new TrustAnchorInfo(pubKey, keyId, Optional.of(title), certPath, exts, Optional.empty());
  }

  public TrustAnchorInfo withCertPath(CertPathControls controls) {
    return new TrustAnchorInfo(pubKey, keyId, taTitle, Optional.of(controls), exts, taTitleLangTag);
  }

  public TrustAnchorInfo withExtensions(Extensions extensions) {
    return new TrustAnchorInfo(
        pubKey, keyId, taTitle, certPath, Optional.of(extensions), taTitleLangTag);
  }

  /** Of exts, unless it is one of those that are ignored there. */
  public Optional<Extension> extension(ASN1ObjectIdentifier type) {
    return SAID_BY_CERT_PATH.contains(type)
        ? Optional.empty()
        : exts.map(e -> e.getExtension(type));
  }

  /** What the RFC forbids and the grammar allows; empty for a good anchor. */
  public Set<AnchorFault> faults() {
    Set<AnchorFault> faults = EnumSet.noneOf(AnchorFault.class);
    if (certPath.filter(CertPathControls::lacksPolicySet).isPresent()) {
      faults.add(AnchorFault.NO_POLICY_SET);
    }
    if (exts.filter(e -> SAID_BY_CERT_PATH.stream().anyMatch(t -> e.getExtension(t) != null))
        .isPresent()) {
      faults.add(AnchorFault.MISPLACED_EXTENSION);
    }
    certPath.ifPresent(
        c -> c.certificate().ifPresent(enclosed -> compare(enclosed, c.taName(), faults)));
    return faults;
  }

  /** Exactly: octet by octet. */
  private void compare(X509CertificateHolder enclosed, X500Name taName, Set<AnchorFault> faults) {
    if (!Encoded.of(enclosed.getSubject()).equals(Encoded.of(taName))) {
      faults.add(AnchorFault.CERTIFICATE_OF_ANOTHER_NAME);
    }
    if (!enclosed.getSubjectPublicKeyInfo().equals(pubKey)) {
      faults.add(AnchorFault.CERTIFICATE_OF_ANOTHER_KEY);
    }
    if (KeyIdentifier.of(enclosed).filter(id -> !id.equals(keyId)).isPresent()) {
      faults.add(AnchorFault.CERTIFICATE_OF_ANOTHER_KEY_ID);
    }
  }

  /** Reads a structure that is DER as a whole; {@link TrustAnchorChoice} is the entry point. */
  public static TrustAnchorInfo decode(Encoded value, String path) throws MalformedException {
    PartReader fields = PartReader.of(value, path);
    version(fields, path);
    SubjectPublicKeyInfo pubKey = fields.next("pubKey", SubjectPublicKeyInfo::getInstance);
    KeyIdentifier keyId = AnchorFields.keyId(fields.next("keyId"), path + "/keyId");
    Optional<Encoded> title = fields.optional(UTF8_STRING);
    Optional<Encoded> controls = fields.optional(Encoded.SEQUENCE);
    Optional<Encoded> extensions = fields.tagged(1);
    Optional<Encoded> language = fields.tagged(2);
    fields.end();
    return new TrustAnchorInfo(
        pubKey,
        keyId,
        title(title, path + "/taTitle"),
        controls(controls, path + "/certPath"),
        extensions(extensions, path + "/exts"),
        language(language, path + "/taTitleLangTag"));
  }

  public Encoded encode() {
    List<Encoded> fields = new ArrayList<>();
    fields.add(Encoded.of(pubKey));
    fields.add(AnchorFields.encode(keyId));
    taTitle.ifPresent(t -> fields.add(AnchorFields.text(t)));
    certPath.ifPresent(c -> fields.add(c.encode()));
    exts.ifPresent(e -> fields.add(Encoded.constructed(EXPLICIT_1, List.of(Encoded.of(e)))));
    taTitleLangTag.ifPresent(t -> fields.add(AnchorFields.text(t).retagged(UTF8_STRING_2)));
    return Encoded.sequenceOf(fields);
  }

  /** The only version is the default, which DER leaves out. */
  private static void version(PartReader fields, String path) throws MalformedException {
    Optional<Encoded> version = fields.optional(INTEGER);
    if (version.isPresent()) {
      throw new MalformedException("unknown version, or not DER, at " + path + "/version");
    }
  }

  private static Optional<String> title(Optional<Encoded> field, String path)
      throws MalformedException {
    return field.isEmpty() ? Optional.empty() : Optional.of(AnchorFields.title(field.get(), path));
  }

  private static Optional<CertPathControls> controls(Optional<Encoded> field, String path)
      throws MalformedException {
    return field.isEmpty()
        ? Optional.empty()
        : Optional.of(CertPathControls.decode(field.get(), path));
  }

  private static Optional<Extensions> extensions(Optional<Encoded> field, String path)
      throws MalformedException {
    return field.isEmpty()
        ? Optional.empty()
        : Optional.of(AnchorFields.extensions(AnchorFields.explicit(field.get(), path), path));
  }

  private static Optional<String> language(Optional<Encoded> field, String path)
      throws MalformedException {
    if (field.isEmpty()) {
      return Optional.empty();
    }
    if (field.get().identifier() != UTF8_STRING_2 || field.get().length() > LONGEST_LANGUAGE_TAG) {
      throw new MalformedException("no language tag at " + path);
    }
    return Optional.of(Text.utf8(field.get().retagged(UTF8_STRING), path));
  }
}
