package org.bequest.crypto.cms;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.cms.SignerInfo;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Collects what a SignedData says, and signs it. Signatures are always over signed attributes:
 * content-type and message-digest first (RFC 5652 section 5.3), then what the caller adds.
 */
public final class SignedMessage {
  private static final byte[] NONE = new byte[0];

  private final SignedOctets content;
  private final List<MessageSigner> signers = new ArrayList<>();
  private final Set<X509CertificateHolder> certificates = new LinkedHashSet<>();
  private final List<X509CRLHolder> crls = new ArrayList<>();
  private final List<Attribute> signed = new ArrayList<>();
  private final List<Attribute> unsigned = new ArrayList<>();

  private SignedMessage(SignedOctets content) {
    this.content = content;
  }

  /** A message about this content, by nobody yet. */
  public static SignedMessage of(Content content) {
    return of(SignedOctets.of(content));
  }

  /** About content that may lie elsewhere; then the signatures are beside it. */
  public static SignedMessage of(SignedOctets content) {
    return new SignedMessage(content);
  }

  /** The plain case. */
  public static Content sign(Content content, MessageSigner signer) {
    return of(content).by(signer).sign();
  }

  /** One more signer; its certificates come along. */
  public SignedMessage by(MessageSigner signer) {
    signers.add(signer);
    return certificates(signer.certificates());
  }

  public SignedMessage certificates(List<X509CertificateHolder> more) {
    certificates.addAll(more);
    return this;
  }

  public SignedMessage crls(List<X509CRLHolder> more) {
    crls.addAll(more);
    return this;
  }

  /** RFC 5652 section 11.3. */
  public SignedMessage signingTime(Instant time) {
    return signedAttribute(Attributes.attribute(CmsOids.SIGNING_TIME, new Time(Date.from(time))));
  }

  /** In every signature; not content-type nor message-digest, which are there already. */
  public SignedMessage signedAttribute(Attribute attribute) {
    signed.add(attribute);
    return this;
  }

  /** Beside every signature. */
  public SignedMessage unsignedAttribute(Attribute attribute) {
    unsigned.add(attribute);
    return this;
  }

  /** A SignedData in DER. Without a signer it carries the content and proves nothing. */
  public Content sign() {
    return signedContent().encode();
  }

  public SignedContent signedContent() {
    List<SignerInfo> infos = signers.stream().map(this::signerInfo).toList();
    byte[] octets = content.octets().orElse(NONE);
    SignedContent whole =
        new SignedContent(content.type(), octets, List.copyOf(certificates), crls, infos);
    return content.octets().isPresent() ? whole : whole.detached();
  }

  private SignerInfo signerInfo(MessageSigner by) {
    DigestAlgorithm digest = DigestAlgorithm.beside(by.signer().algorithm());
    Attributes attributes =
        Attributes.of(
                Attributes.attribute(CmsOids.CONTENT_TYPE, content.type()),
                Attributes.attribute(
                    CmsOids.MESSAGE_DIGEST, new DEROctetString(content.digest(digest))))
            .and(new Attributes(signed));
    return new SignerInfo(
        SignerInfo.versionFor(by.id()),
        by.id(),
        digest.identifier(),
        attributes,
        by.signer().algorithm(),
        by.signer().sign(attributes.encode()),
        new Attributes(unsigned));
  }
}
