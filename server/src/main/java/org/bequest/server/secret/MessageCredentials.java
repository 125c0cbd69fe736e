package org.bequest.server.secret;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bequest.ca.hierarchy.Credential;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.RecipientKey;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * The keys of the service's messages.
 *
 * @param signing signs (id-kp-cmcCA, id-kp-cmKGA); its certificate first in the chain, without the
 *     root
 * @param exchange opens what is encrypted to the service by key agreement
 * @param packages signs keys that were made for devices
 * @param responses signs CMC responses. The certificate of the exchange key goes with them: there
 *     clients take it from
 * @param opener of what is encrypted to the service
 */
public record MessageCredentials(
    Credential signing,
    Credential exchange,
    MessageSigner packages,
    MessageSigner responses,
    RecipientKey.Private opener) {
  public static MessageCredentials of(Credential signing, Credential exchange) {
    List<X509CertificateHolder> chain = holders(signing);
    X509CertificateHolder exchanged = holders(exchange).getFirst();
    List<X509CertificateHolder> above = chain.subList(1, chain.size());
    List<X509CertificateHolder> beside = new ArrayList<>(above);
    beside.add(exchanged);
    X509CertificateHolder own = chain.getFirst();
    var signer = PrivateKeySigner.of(signing.key(), signing.chain().getFirst().getPublicKey());
    return new MessageCredentials(
        signing,
        exchange,
        MessageSigner.of(signer, own, above),
        MessageSigner.of(signer, own, beside),
        RecipientKey.Private.of(exchange.key(), exchanged));
  }

  private static List<X509CertificateHolder> holders(Credential credential) {
    return credential.chain().stream().map(MessageCredentials::holder).toList();
  }

  private static X509CertificateHolder holder(X509Certificate certificate) {
    try {
      return new X509CertificateHolder(certificate.getEncoded());
    } catch (IOException | CertificateEncodingException e) {
      throw new IllegalStateException("a certificate of our own has an encoding", e);
    }
  }

  @Override
  public String toString() {
    return "MessageCredentials[" + signing + ", " + exchange + "]";
  }
}
