package org.bequest.server.receipt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bequest.crypto.cms.MessageOpener;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.cms.SignatureCheck.VerifiedSigner;
import org.bequest.crypto.cms.Unpacked;
import org.bequest.crypto.cms.Unpacked.OpenedLayer;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.receipt.ReceiptOids;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.BodyContent;
import org.bequest.formats.wire.Reason;
import org.bequest.server.secret.MessageCredentials;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * From a body to what it says and who has signed it. A receipt is always signed, an error may be
 * bare, and either may be encrypted to the service around its signature (RFC 7191 sections 4 to 6).
 */
final class ReturnReader {
  private final Supplier<MessageCredentials> credentials;

  ReturnReader(Supplier<MessageCredentials> credentials) {
    this.credentials = credentials;
  }

  /** What it came to. */
  sealed interface Result {
    /**
     * @param signature whose owner is not judged yet; only an error may be without
     */
    record Said(Statement statement, Optional<Signature> signature) implements Result {}

    record Refused(Reason reason, String detail) implements Result {}
  }

  /**
   * @param certificate of the key that signed
   * @param bag what else came with the message
   */
  record Signature(X509CertificateHolder certificate, List<X509CertificateHolder> bag) {
    /** The certificate first. */
    List<X509CertificateHolder> chain() {
      List<X509CertificateHolder> chain = new ArrayList<>();
      chain.add(certificate);
      bag.stream().filter(c -> !c.equals(certificate)).forEach(chain::add);
      return chain;
    }
  }

  /**
   * @param known certificates that a signer need not send along
   */
  Result read(byte[] body, List<X509CertificateHolder> known) {
    try {
      Content message = Content.decode(Base64Body.decode(body, BodyContent.CMS).value());
      return judged(new MessageOpener(keys(message), known).open(message));
    } catch (MalformedException e) {
      return refused(Reason.MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  /** Ours are made at their first use, which a message in the clear is not. */
  private List<RecipientKey> keys(Content message) {
    boolean inTheClear =
        message.is(CmsOids.SIGNED_DATA)
            || message.is(ReceiptOids.KEY_PACKAGE_ERROR)
            || message.is(ReceiptOids.KEY_PACKAGE_RECEIPT);
    return inTheClear ? List.of() : credentials.get().openers();
  }

  private static Result judged(Unpacked unpacked) throws MalformedException {
    return switch (unpacked) {
      case Unpacked.Whole whole -> said(whole);
      case Unpacked.Unverified(var why) -> refused(Reason.BAD_REQUEST, why.detail());
      case Unpacked.Refused(String detail) -> refused(Reason.BAD_REQUEST, detail);
      case Unpacked.Collected _ -> refused(Reason.BAD_REQUEST, "a statement comes by itself");
      case Unpacked.NotForUs(), Unpacked.Failed() ->
          refused(Reason.BAD_REQUEST, "the message does not open with the service's key");
    };
  }

  private static Result said(Unpacked.Whole whole) throws MalformedException {
    List<OpenedLayer> layers = whole.layers();
    for (int i = 0; i < layers.size() - 1; i++) {
      if (layers.get(i).layer() instanceof SignedContent) {
        return refused(Reason.BAD_REQUEST, "a statement is signed once, before it is encrypted");
      }
    }
    Statement statement = Statement.of(whole.leaf());
    if (layers.isEmpty() || !(layers.getLast().layer() instanceof SignedContent signed)) {
      return statement.isReceipt()
          ? refused(Reason.BAD_REQUEST, "a receipt must be signed")
          : new Result.Said(statement, Optional.empty());
    }
    return signed(statement, signed, layers.getLast().signers());
  }

  private static Result signed(
      Statement statement, SignedContent signed, List<VerifiedSigner> signers) {
    if (signers.size() != 1 || signers.getFirst().ownCertificate().isEmpty()) {
      return refused(Reason.BAD_REQUEST, "a statement has one signer");
    }
    X509CertificateHolder own = signers.getFirst().ownCertificate().get();
    return new Result.Said(statement, Optional.of(new Signature(own, signed.certificates())));
  }

  private static Result refused(Reason reason, String detail) {
    return new Result.Refused(reason, detail);
  }
}
