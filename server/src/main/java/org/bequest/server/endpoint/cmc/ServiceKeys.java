package org.bequest.server.endpoint.cmc;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bequest.ca.hierarchy.Credential;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.server.secret.MessageCredentials;
import org.bouncycastle.cert.X509CertificateHolder;

/** The keys of the service's messages, as CMS takes them. */
final class ServiceKeys {
  private ServiceKeys() {}

  /** Signs answers. */
  static MessageSigner signer(MessageCredentials keys) {
    Credential signing = keys.signing();
    List<X509CertificateHolder> chain = holders(signing);
    return MessageSigner.of(
        PrivateKeySigner.of(signing.key(), signing.chain().getFirst().getPublicKey()),
        chain.getFirst(),
        chain.subList(1, chain.size()));
  }

  /** Opens what clients encrypt. */
  static RecipientKey exchange(MessageCredentials keys) {
    return RecipientKey.Private.of(keys.exchange().key(), exchangeCertificate(keys));
  }

  /** To which clients encrypt. */
  static X509CertificateHolder exchangeCertificate(MessageCredentials keys) {
    return holders(keys.exchange()).getFirst();
  }

  private static List<X509CertificateHolder> holders(Credential credential) {
    return credential.chain().stream().map(ServiceKeys::holder).toList();
  }

  private static X509CertificateHolder holder(X509Certificate certificate) {
    try {
      return new X509CertificateHolder(certificate.getEncoded());
    } catch (IOException | CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read has an encoding", e);
    }
  }
}
