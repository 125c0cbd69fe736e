package org.bequest.server.endpoint.cmc;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.cmc.PopChallenge;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.EnvelopedMessage;
import org.bequest.crypto.cms.Recipient;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cmc.control.EncryptedPop;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier;
import org.bequest.formats.pkix.Csr;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;

/**
 * A challenge to the key of a request (RFC 5272 6.7): named by the key identifier that the request
 * asks for, or else by an empty issuer and its body part number.
 */
final class Challenge {
  private Challenge() {}

  /** Empty for a key that takes in no other key. */
  static Optional<EncryptedPop> of(Wanted wanted, byte[] value) {
    EntityIdentifier id =
        keyIdentifier(wanted.csr())
            .<EntityIdentifier>map(ski -> ski)
            .orElseGet(() ->
                new EntityIdentifier.IssuerAndSerial(
                    new X500Name(""), BigInteger.valueOf(wanted.id().value())));
    Recipient recipient;
    try {
      recipient = Recipient.of(id, wanted.csr().subjectPublicKeyInfo());
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
    Content cms =
        EnvelopedMessage.encrypt(
            Content.data(value), ContentCipher.AES_256_CBC, List.of(recipient));
    return Optional.of(
        PopChallenge.challenge(wanted.request(), value, Encoded.known(cms.encode())));
  }

  /** Of a request: what it wants as subjectKeyIdentifier. */
  static Optional<EntityIdentifier.KeyIdentifier> keyIdentifier(Csr csr) {
    return csr.requestedExtensions()
        .map(all -> all.getExtension(Extension.subjectKeyIdentifier))
        .flatMap(Challenge::octets)
        .map(EntityIdentifier.KeyIdentifier::new);
  }

  private static Optional<byte[]> octets(Extension extension) {
    try {
      return Optional.of(ASN1OctetString.getInstance(extension.getParsedValue()).getOctets());
    } catch (RuntimeException _) {
      return Optional.empty();
    }
  }
}
