package org.bequest.server.endpoint.cmc;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bequest.crypto.cmc.CmcDigest;
import org.bequest.crypto.cms.AuthenticatedMessage;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.TaggedAttribute;
import org.bequest.formats.cmc.control.AuthData;
import org.bequest.formats.cmc.control.PublishTrustAnchors;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.server.endpoint.cmc.Protection.KnownSecret;
import org.bequest.server.label.ControlRules.AnchorPublication;
import org.bequest.server.secret.SharedSecret;
import org.bequest.store.SharedSecrets.Kind;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Publish Trust Anchors (RFC 5272 6.15): the roots of the label's authority, with a number that
 * goes up when they change. By default only while a roll-over gives it more than one.
 */
final class AnchorPublisher implements Step {
  @Override
  public boolean take(CmcMessage message) {
    List<X509CertificateHolder> roots = roots(message);
    if (message.place().isEmpty() && !roots.isEmpty() && publishes(message, roots)) {
      List<byte[]> hashes = new ArrayList<>(roots.stream().map(AnchorPublisher::hash).toList());
      hashes.sort(Arrays::compareUnsigned);
      PublishTrustAnchors control = control(message, hashes);
      message.reply().control(control);
      message.secret().ifPresent(secret -> authenticate(message, secret, control));
      roots.forEach(message.reply()::certificate);
    }
    return true;
  }

  private static boolean publishes(CmcMessage message, List<X509CertificateHolder> roots) {
    AnchorPublication when = message.label().fullCmc().controls().anchors();
    return switch (when) {
      case NEVER -> false;
      case ROLL_OVER -> roots.size() > 1;
      case ALWAYS -> true;
    };
  }

  private static List<X509CertificateHolder> roots(CmcMessage message) {
    return message.label().authority().caCertificates().stream()
        .filter(AnchorPublisher::isRoot)
        .distinct()
        .toList();
  }

  /** A link certificate may have one name in both places too, and another key in each. */
  private static boolean isRoot(X509CertificateHolder certificate) {
    AuthorityKeyIdentifier above =
        AuthorityKeyIdentifier.fromExtensions(certificate.getExtensions());
    SubjectKeyIdentifier own = SubjectKeyIdentifier.fromExtensions(certificate.getExtensions());
    return certificate.getSubject().equals(certificate.getIssuer())
        && (above == null
            || above.getKeyIdentifierOctets() == null
            || own == null
            || Arrays.equals(above.getKeyIdentifierOctets(), own.getKeyIdentifier()));
  }

  private static PublishTrustAnchors control(CmcMessage message, List<byte[]> hashes) {
    byte[] set = CmcDigest.SHA256.of(hashes.toArray(byte[][]::new));
    long number =
        message
            .services()
            .store()
            .publishedAnchors()
            .number(
                message.label().name(), set, message.services().clock().instant().getEpochSecond());
    List<Octets> anchors = hashes.stream().map(Octets::of).toList();
    return new PublishTrustAnchors(
        BigInteger.valueOf(number), CmcDigest.SHA256.identifier(), anchors);
  }

  /**
   * A client that knows the shared secret may have no anchor yet by which to judge a signature (RFC
   * 5272 6.16).
   */
  private static void authenticate(
      CmcMessage message, KnownSecret known, PublishTrustAnchors control) {
    PkiData data = PkiData.of(List.of(new TaggedAttribute(new BodyPartId(1), control)), List.of());
    byte[] name = known.name().getBytes(StandardCharsets.UTF_8);
    try (SharedSecret secret =
        message
            .services()
            .secrets()
            .vault()
            .named(Kind.CMC, name, message.label().name())
            .orElse(null)) {
      if (secret == null) {
        return;
      }
      Content content = new Content(CmsOids.PKI_DATA, data.encode());
      Content authenticated =
          AuthenticatedMessage.authenticate(content, List.of(recipient(name, secret)));
      BodyPartId part = message.reply().content(Encoded.known(authenticated.encode()));
      message.reply().control(new AuthData(part));
    }
  }

  /** RFC 5272 3.2: the identity, followed by the secret. */
  private static Recipient recipient(byte[] name, SharedSecret secret) {
    byte[] octets = secret.octets();
    byte[] both = Arrays.copyOf(name, name.length + octets.length);
    System.arraycopy(octets, 0, both, name.length, octets.length);
    try {
      return Recipient.Password.of(Secret.of(both));
    } finally {
      Arrays.fill(octets, (byte) 0);
      Arrays.fill(both, (byte) 0);
    }
  }

  private static byte[] hash(X509CertificateHolder certificate) {
    try {
      return CmcDigest.SHA256.of(certificate.getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException("an authority's certificate has no encoding", e);
    }
  }
}
