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
 * @param exchange what clients encrypt to now, by key agreement
 * @param packages signs keys that were made for devices
 * @param responses signs CMC responses. The certificate of the exchange key goes with them: there
 *     clients take it from
 * @param openers of what is encrypted to the service; to keys of before too, while their
 *     certificates last
 */
public record MessageCredentials(
    Credential signing,
    Credential exchange,
    MessageSigner packages,
    MessageSigner responses,
    List<RecipientKey> openers) {
  public MessageCredentials {
    openers = List.copyOf(openers);
  }

  /**
   * @param exchange the key that counts now first, then those of before
   */
  public static MessageCredentials of(Credential signing, List<Credential> exchange) {
    List<X509CertificateHolder> chain = holders(signing);
    List<X509CertificateHolder> above = chain.subList(1, chain.size());
    List<X509CertificateHolder> beside = new ArrayList<>(above);
    beside.add(holders(exchange.getFirst()).getFirst());
    X509CertificateHolder own = chain.getFirst();
    var signer = PrivateKeySigner.of(signing.key(), signing.chain().getFirst().getPublicKey());
    return new MessageCredentials(
        signing,
        exchange.getFirst(),
        MessageSigner.of(signer, own, above),
        MessageSigner.of(signer, own, beside),
        exchange.stream().map(MessageCredentials::opener).toList());
  }

  private static RecipientKey opener(Credential exchange) {
    return RecipientKey.Private.of(exchange.key(), holders(exchange).getFirst());
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
