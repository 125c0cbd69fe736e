package org.bequest.cli.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.cms.SignaturePolicy;
import org.bequest.crypto.cms.stream.ClosedLayer;
import org.bequest.crypto.cms.stream.SignedLayer;
import org.bequest.crypto.cms.stream.StreamedCheck;
import org.bequest.crypto.cms.stream.StreamedContent;
import org.bequest.crypto.cms.stream.StreamedLayer;
import org.bequest.crypto.cms.stream.StreamedOpening;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.AuthEnvelopedContent;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.cms.CompressedContent;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.DigestedContent;
import org.bequest.formats.cms.EncryptedContent;
import org.bequest.formats.cms.EncryptedContentInfo;
import org.bequest.formats.cms.EnvelopedContent;
import org.bequest.formats.cms.Layer;
import org.bequest.formats.cms.RecipientInfo;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.cms.SignerInfo;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Content of a message that does not fit into memory, such as a firmware package: the fields of its
 * layers, and of what lies in them the length and the digest. As soon as a layer holds something
 * small, it is shown like any other.
 */
record LargeView(LayerView place) {
  /** Whoever has the disk may look into what is on it. */
  private static final CmsLimits LIMITS = CmsLimits.STANDARD.withInflated(1L << 40, 1100);

  private static final int BUFFER = 1 << 16;

  private Inspection in() {
    return place.in();
  }

  /** A ContentInfo. */
  Shown contentInfo(StreamedContent content) throws IOException, MalformedException {
    return Shown.fields()
        .add("contentType", in().oid(content.type()))
        .add("content", of(content))
        .shown();
  }

  private Shown of(StreamedContent content) throws IOException, MalformedException {
    if (place.depth() == LIMITS.layers()) {
      throw new MalformedException("more than " + LIMITS.layers() + " layers");
    }
    if (content.length() <= Item.LIMITS.octets()) {
      try (InputStream octets = content.open()) {
        return place.of(new Content(content.type(), octets.readAllBytes()));
      }
    }
    Optional<StreamedLayer> layer = StreamedLayer.of(content, LIMITS);
    if (layer.isEmpty()) {
      return digested(content);
    }
    Content frame =
        new Content(
            content.type(), StreamedLayer.structure(content, LIMITS).orElseThrow().octets());
    return switch (layer.get()) {
      case SignedLayer signed -> signed(signed, RawLayer.of(frame));
      case ClosedLayer closed -> closed(closed, RawLayer.of(frame));
    };
  }

  private static Shown digested(StreamedContent content) throws IOException {
    try (var octets = new DigestInputStream(content.open(), sha256())) {
      long length = 0;
      byte[] buffer = new byte[BUFFER];
      for (int read = octets.read(buffer); read >= 0; read = octets.read(buffer)) {
        length += read;
      }
      String digest = HexFormat.of().formatHex(octets.getMessageDigest().digest());
      return Shown.digested(length, digest);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private Shown inner(StreamedContent content, boolean decrypted) throws IOException {
    try {
      return new LargeView(new LayerView(in(), place.depth() + 1, decrypted)).of(content);
    } catch (MalformedException e) {
      return Shown.text("not read").unreadable(Fault.text(e));
    }
  }

  private Shown signed(SignedLayer layer, RawLayer raw) throws IOException, MalformedException {
    SignedContent frame = layer.frame();
    Trust trust = new Trust(in().means());
    StreamedCheck check = layer.verify(trust.keys(frame), SignaturePolicy.STRONG);
    SignedView view = new SignedView(place);
    return Shown.fields()
        .add("version", raw.version(frame::encode))
        .add("digestAlgorithms", raw.digestAlgorithms(in()))
        .add("encapContentInfo", encapsulated(frame.contentType(), signedContent(check)))
        .add("certificates", view.certificates(frame.certificates()))
        .add("crls", view.crls(frame.crls()))
        .add("signerInfos", signers(frame, check, trust))
        .shown();
  }

  private Shown encapsulated(ASN1ObjectIdentifier type, Shown content) {
    return Shown.fields().add("eContentType", in().oid(type)).add("eContent", content).shown();
  }

  /** Given away by the reader of large messages only when a signature over it is good. */
  private Shown signedContent(StreamedCheck check) throws IOException {
    return switch (check) {
      case StreamedCheck.Verified good -> inner(good.content(), place.secret());
      case StreamedCheck.Refused refused ->
          Shown.text("too large to be shown unverified: " + refused.why().detail());
    };
  }

  private Shown signers(SignedContent frame, StreamedCheck check, Trust trust) {
    List<Shown> list = new ArrayList<>();
    SignedView view = new SignedView(place);
    for (int i = 0; i < frame.signers().size(); i++) {
      SignerInfo signer = frame.signers().get(i);
      list.add(
          view.fields(signer, frame).add("verified", verified(i, frame, check, trust)).shown());
    }
    return Shown.list(list);
  }

  private Shown verified(int signer, SignedContent frame, StreamedCheck check, Trust trust) {
    if (!in().means().checksSignatures()) {
      return Trust.UNCHECKED;
    }
    return switch (check) {
      case StreamedCheck.Verified good ->
          trust.path(good.signers().get(signer), frame.certificates());
      case StreamedCheck.Refused refused -> Trust.wrong(refused.why().detail());
    };
  }

  private Shown closed(ClosedLayer layer, RawLayer raw) throws IOException, MalformedException {
    Shown.Builder fields = Shown.fields().add("version", raw.version(layer.frame()::encode));
    return switch (layer.frame()) {
      case EnvelopedContent frame ->
          recipients(fields, frame.recipients(), raw)
              .add("encryptedContentInfo", info(frame.encrypted()))
              .add("unprotectedAttrs", in().optional(frame.unprotected()))
              .add("decrypted", decrypted(layer, in().means().keys(frame.recipients())))
              .shown();
      case AuthEnvelopedContent frame ->
          recipients(fields, frame.recipients(), raw)
              .add("authEncryptedContentInfo", info(frame.encrypted()))
              .add("authAttrs", in().optional(frame.authenticated()))
              .add("mac", frame.mac())
              .add("unauthAttrs", in().optional(frame.unauthenticated()))
              .add("decrypted", decrypted(layer, in().means().keys(frame.recipients())))
              .shown();
      case EncryptedContent frame ->
          fields
              .add("encryptedContentInfo", info(frame.encrypted()))
              .add("unprotectedAttrs", in().optional(frame.unprotected()))
              .add("decrypted", decrypted(layer, keks(frame.unprotected())))
              .shown();
      case CompressedContent frame ->
          fields
              .add("compressionAlgorithm", in().algorithm(frame.algorithm()))
              .add("encapContentInfo", encapsulated(frame.contentType(), opened(layer)))
              .shown();
      case DigestedContent frame ->
          fields
              .add("digestAlgorithm", in().algorithm(frame.digestAlgorithm()))
              .add("encapContentInfo", encapsulated(frame.contentType(), opened(layer)))
              .add("digest", frame.digest())
              .shown();
      case Layer other -> throw new IllegalStateException("not streamed: " + other.type());
    };
  }

  private Shown.Builder recipients(
      Shown.Builder fields, List<RecipientInfo> recipients, RawLayer raw) {
    return fields
        .add("originatorInfo", raw.originator(in()))
        .add("recipientInfos", new RecipientView(in()).all(recipients));
  }

  private List<RecipientKey.Kek> keks(Attributes unprotected) throws MalformedException {
    return in().means().keks(unprotected);
  }

  private Shown info(EncryptedContentInfo info) {
    return Shown.fields()
        .add("contentType", in().oid(info.contentType()))
        .add("contentEncryptionAlgorithm", in().algorithm(info.algorithm()))
        .shown();
  }

  private Optional<Shown> decrypted(ClosedLayer layer, List<? extends RecipientKey> keys)
      throws IOException, MalformedException {
    return in().means().decrypts()
        ? Optional.of(opening(layer.open(keys), true))
        : Optional.empty();
  }

  private Shown opened(ClosedLayer layer) throws IOException, MalformedException {
    return opening(layer.open(List.of()), place.secret());
  }

  private Shown opening(StreamedOpening opening, boolean secret) throws IOException {
    return switch (opening) {
      case StreamedOpening.Opened good -> inner(good.content(), secret);
      case StreamedOpening.NotForUs _ -> Shown.text("not for the key that was given");
      case StreamedOpening.Refused refused -> Shown.text("not tried").but(refused.detail());
      case StreamedOpening.Failed _ ->
          Shown.text("failed").untrusted("the key or the octets are wrong");
    };
  }
}
