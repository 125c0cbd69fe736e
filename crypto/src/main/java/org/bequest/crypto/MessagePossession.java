package org.bequest.crypto;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Set;
import org.bequest.formats.MalformedException;
import org.bequest.formats.crmf.CertReqMsg;
import org.bequest.formats.crmf.Popo;
import org.bequest.formats.crmf.PopoPrivKey;
import org.bequest.formats.crmf.TemplateCsr;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.EstOids;
import org.bequest.formats.wire.Reason;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Finds out what the requests of a CMC message show of their keys (RFC 5272 3.2.1.2, 6.7, RFC 4211
 * 4).
 */
public final class MessagePossession {
  /** What stands where a signature would: the digests of RFC 5272 appendix C, the old one too. */
  private static final Set<String> DIGESTS = Set.of("SHA-1", "SHA-256", "SHA-384", "SHA-512");

  private final ProofOfPossession possession;

  public MessagePossession(ProofOfPossession possession) {
    this.possession = possession;
  }

  /** A PKCS#10 request: signed, or for a key that does not sign. */
  public Possession of(Csr csr) {
    AlgorithmIdentifier algorithm = csr.signatureAlgorithm();
    if (!algorithm.getAlgorithm().equals(EstOids.NO_SIGNATURE)) {
      return result(possession.verify(csr));
    }
    return DERNull.INSTANCE.equals(algorithm.getParameters()) && isHash(csr)
        ? new Possession.Open(csr, false)
        : refuted("the request is not signed, and its hash is wrong (RFC 5272 appendix C)");
  }

  private static boolean isHash(Csr csr) {
    byte[] content = csr.toBeSigned();
    return DIGESTS.stream()
        .anyMatch(name -> MessageDigest.isEqual(digest(name, content), csr.signature()));
  }

  private static byte[] digest(String name, byte[] content) {
    try {
      return MessageDigest.getInstance(name).digest(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(name + " is part of every JDK", e);
    }
  }

  /** A request by template. What it asks for becomes a request that proves nothing. */
  public Possession of(CertReqMsg message) throws MalformedException {
    Csr csr = TemplateCsr.of(message.certReq());
    if (message.popo().isEmpty()) {
      return new Possession.Open(csr, false);
    }
    byte[] over = message.certReq().encoded().octets();
    return switch (message.popo().get()) {
      case Popo.RaVerified() -> new Possession.Open(csr, true);
      case Popo.Signature signature when signature.poposkInput().isPresent() ->
          refuted("the signature of a template covers the template here (RFC 5272 3.2.1.2.2)");
      case Popo.Signature signature ->
          result(
              possession.verify(
                  new ProofOfPossession.Claim(
                      csr, signature.algorithm(), over, signature.signature().bytes())));
      case Popo.KeyEncipherment(var key) -> of(csr, key, over);
      case Popo.KeyAgreement(var key) -> of(csr, key, over);
    };
  }

  private Possession of(Csr csr, PopoPrivKey key, byte[] over) {
    return switch (key) {
      case PopoPrivKey.SubsequentMessage(int kind)
          when kind == PopoPrivKey.SubsequentMessage.CHALLENGE_RESP ->
          new Possession.Open(csr, false);
      case PopoPrivKey.SubsequentMessage _ ->
          refuted("a certificate is not sent encrypted to prove possession (RFC 5272 3.2.1.2.2)");
      case PopoPrivKey.AgreeMac(var algorithm, var value) ->
          StaticEcdh.of(algorithm).isEmpty()
              ? refuted("this MAC of a key agreement is not known here (RFC 6955)")
              : result(
                  possession.verify(
                      new ProofOfPossession.Claim(csr, algorithm, over, value.bytes())));
      case PopoPrivKey.ThisMessage _, PopoPrivKey.EncryptedKey _ ->
          refuted("no private key is sent here to prove its possession");
      case PopoPrivKey.DhMac _ -> refuted("dhMAC is deprecated (RFC 4211 section 4.2)");
    };
  }

  /** A registration authority that may has verified it. */
  public ProvenCsr vouched(Possession.Open open) {
    return new ProvenCsr(open.csr());
  }

  /** Its challenge was answered: what only the holder of the key could decrypt came back. */
  public ProvenCsr answered(Possession.Open open) {
    return new ProvenCsr(open.csr());
  }

  private static Possession result(ProofOfPossession.Result result) {
    return switch (result) {
      case ProofOfPossession.Result.Proven(var csr) -> new Possession.Shown(csr);
      case ProofOfPossession.Result.Unproven(Reason reason, String detail) ->
          new Possession.Refuted(reason, detail);
    };
  }

  private static Possession refuted(String detail) {
    return new Possession.Refuted(Reason.BAD_PROOF_OF_POSSESSION, detail);
  }
}
