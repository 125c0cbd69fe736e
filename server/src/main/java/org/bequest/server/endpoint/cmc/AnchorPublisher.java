package org.bequest.server.endpoint.cmc;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bequest.crypto.cmc.CmcDigest;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.control.PublishTrustAnchors;
import org.bequest.server.label.ControlRules.AnchorPublication;
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
      message.reply().control(control(message, hashes));
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

  private static byte[] hash(X509CertificateHolder certificate) {
    try {
      return CmcDigest.SHA256.of(certificate.getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException("an authority's certificate has no encoding", e);
    }
  }
}
