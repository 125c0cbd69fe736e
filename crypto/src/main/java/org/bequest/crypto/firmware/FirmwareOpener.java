package org.bequest.crypto.firmware;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.cms.DigestAlgorithm;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.cms.SignaturePolicy;
import org.bequest.crypto.cms.stream.ClosedLayer;
import org.bequest.crypto.cms.stream.Source;
import org.bequest.crypto.cms.stream.StreamedContent;
import org.bequest.crypto.cms.stream.StreamedLayer;
import org.bequest.crypto.cms.stream.StreamedOpening;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.EncryptedContent;
import org.bequest.formats.cms.EncryptedContentInfo;
import org.bequest.formats.cms.RecipientInfo;
import org.bequest.formats.firmware.DecryptKeyName;
import org.bequest.formats.firmware.FirmwarePackageMessageDigest;
import org.bequest.formats.firmware.LoadErrorCode;
import org.bequest.formats.firmware.WrappedFirmwareKey;

/**
 * Takes a package of any size out of its layers, with the checks of a loader that concern the
 * package alone: its profile, its signer, its key, its compression and its digest. Whether it suits
 * a module is the loader's to ask.
 */
public final class FirmwareOpener {
  private final FirmwareExaminer examiner;
  private final List<RecipientKey> keys;
  private final FirmwarePolicy policy;
  private final CmsLimits limits;

  /**
   * @param keys of ours: those that packages name, and those for which keys are wrapped
   */
  public FirmwareOpener(
      FirmwareExaminer examiner, List<? extends RecipientKey> keys, FirmwarePolicy policy) {
    this.examiner = examiner;
    this.keys = List.copyOf(keys);
    this.policy = policy;
    this.limits = examiner.limits();
  }

  public FirmwareOpening open(Source message) throws IOException {
    return switch (Outermost.of(message, limits)) {
      case Outermost.Broken(var why) -> new FirmwareOpening.Refused(why);
      case Outermost.Held(var content) -> new Walk(content).walked();
    };
  }

  @FunctionalInterface
  private interface Step {
    Optional<FirmwareRefusal> take() throws IOException, MalformedException;
  }

  private final class Walk {
    private StreamedContent content;
    private Optional<ExaminedFirmware> examined = Optional.empty();
    private boolean encrypted;
    private boolean compressed;
    private boolean unboundKey;

    Walk(StreamedContent content) {
      this.content = content;
    }

    FirmwareOpening walked() throws IOException {
      boolean opened = false;
      try {
        Optional<FirmwareRefusal> refusal = firstOf();
        opened = refusal.isEmpty();
        return refusal.<FirmwareOpening>map(FirmwareOpening.Refused::new).orElseGet(this::opened);
      } finally {
        if (!opened) {
          content.close();
        }
      }
    }

    private Optional<FirmwareRefusal> firstOf() throws IOException {
      List<Step> steps = List.of(this::signed, this::decrypted, this::inflated, this::image);
      for (Step step : steps) {
        Optional<FirmwareRefusal> refusal;
        try {
          refusal = step.take();
        } catch (MalformedException e) {
          refusal = refused(LoadErrorCode.DECOMPRESS_FAILURE, String.valueOf(e.getMessage()));
        }
        if (refusal.isPresent()) {
          return told(refusal.get());
        }
      }
      return Optional.empty();
    }

    /** What lies in a ciphertext that nobody has signed is not talked about (RFC 3218). */
    private Optional<FirmwareRefusal> told(FirmwareRefusal why) {
      return encrypted && examined.isEmpty() ? undecryptable() : Optional.of(why);
    }

    private FirmwareOpening opened() {
      FirmwareShape shape = new FirmwareShape(examined.isPresent(), encrypted, compressed);
      Optional<SignedFirmware> signed = examined.map(ExaminedFirmware::signed);
      Optional<Octets> key = encrypted ? decryptKey() : Optional.empty();
      return new FirmwareOpening.Opened(new OpenedFirmware(content, shape, signed, key));
    }

    private Optional<Octets> decryptKey() {
      return examined
          .flatMap(e -> e.signed().attributes().find(DecryptKeyName.class))
          .map(DecryptKeyName::octets);
    }

    private Optional<FirmwareRefusal> signed() throws IOException {
      if (!content.is(CmsOids.SIGNED_DATA) && policy.unsigned()) {
        return Optional.empty();
      }
      return switch (examiner.examine(content)) {
        case FirmwareExamination.Refused(var why) -> Optional.of(why);
        case FirmwareExamination.Passed(var firmware) -> {
          examined = Optional.of(firmware);
          content = firmware.content();
          yield Optional.empty();
        }
      };
    }

    private Optional<FirmwareRefusal> decrypted() throws IOException {
      if (!content.is(CmsOids.ENCRYPTED_DATA)) {
        return Optional.empty();
      }
      Encoded structure;
      ClosedLayer layer;
      try {
        structure = StreamedLayer.structure(content, limits).orElseThrow();
        Optional<FirmwareRefusal> bad = EncryptedDataProfile.refusal(structure);
        if (bad.isPresent()) {
          return bad;
        }
        layer = (ClosedLayer) StreamedLayer.of(content, limits).orElseThrow();
      } catch (MalformedException e) {
        return refused(LoadErrorCode.BAD_ENCRYPTED_DATA, String.valueOf(e.getMessage()));
      }
      return decrypted(layer);
    }

    /** With the key that the package names; else with the one that came along. */
    private Optional<FirmwareRefusal> decrypted(ClosedLayer layer) throws IOException {
      boolean tried = false;
      for (RecipientKey.Kek named : named()) {
        tried = true;
        if (into(layer, List.of(named))) {
          return Optional.empty();
        }
      }
      Optional<WrappedFirmwareKey> wrapped = examined.flatMap(ExaminedFirmware::wrappedKey);
      if (wrapped.isEmpty()) {
        return tried ? undecryptable() : noKey();
      }
      EncryptedContentInfo info = ((EncryptedContent) layer.frame()).encrypted();
      if (!wrapped.get().isAbout(info.contentType(), info.algorithm())) {
        return refused(
            LoadErrorCode.BAD_UNSIGNED_ATTRS, "the wrapped key is about another ciphertext");
      }
      List<RecipientInfo> recipients = wrapped.get().recipients();
      boolean mine = recipients.stream().anyMatch(r -> keys.stream().anyMatch(k -> k.isNamedBy(r)));
      unboundKey = mine;
      if (mine && into(layer.forRecipients(recipients), keys)) {
        return Optional.empty();
      }
      return tried || mine ? undecryptable() : noKey();
    }

    private List<RecipientKey.Kek> named() {
      List<RecipientKey.Kek> keks = RecipientKey.keks(keys);
      Optional<Octets> name = decryptKey();
      return name.isEmpty()
          ? keks
          : keks.stream().filter(k -> Octets.of(k.keyIdentifier()).equals(name.get())).toList();
    }

    private boolean into(ClosedLayer layer, List<? extends RecipientKey> with) throws IOException {
      try {
        if (layer.open(with) instanceof StreamedOpening.Opened(var inner)) {
          encrypted = true;
          content = inner;
          return true;
        }
        return false;
      } catch (MalformedException e) {
        throw new IllegalStateException("only a compression is malformed", e);
      }
    }

    private Optional<FirmwareRefusal> inflated() throws IOException, MalformedException {
      if (!content.is(CmsOids.COMPRESSED_DATA)) {
        return Optional.empty();
      }
      Encoded structure = StreamedLayer.structure(content, limits).orElseThrow();
      Optional<FirmwareRefusal> bad = CompressedDataProfile.refusal(structure);
      if (bad.isPresent()) {
        return bad;
      }
      ClosedLayer layer = (ClosedLayer) StreamedLayer.of(content, limits).orElseThrow();
      if (layer.open(List.of()) instanceof StreamedOpening.Opened(var inner)) {
        compressed = true;
        content = inner;
        return Optional.empty();
      }
      return refused(LoadErrorCode.DECOMPRESS_FAILURE, "the package does not decompress");
    }

    private Optional<FirmwareRefusal> image() throws IOException {
      if (!content.is(CmsOids.FIRMWARE_PACKAGE)) {
        return refused(LoadErrorCode.BAD_CONTENT_INFO, "not a firmware package");
      }
      if (policy.nested()) {
        Optional<StreamedContent> inner = NestedImage.of(content);
        if (inner.isEmpty()) {
          return refused(LoadErrorCode.BAD_FIRMWARE, "the image is no OCTET STRING of its own");
        }
        content = inner.get();
      }
      Optional<FirmwarePackageMessageDigest> digest =
          examined.flatMap(e -> e.signed().attributes().find(FirmwarePackageMessageDigest.class));
      Optional<DigestAlgorithm> algorithm =
          digest.flatMap(d -> DigestAlgorithm.of(d.algorithm(), SignaturePolicy.STRONG));
      if (algorithm.isEmpty()) {
        return unboundKey && !policy.unboundKeys()
            ? refused(LoadErrorCode.BAD_FIRMWARE, "no signed digest of what the wrapped key opens")
            : Optional.empty();
      }
      byte[] computed = FirmwareMessage.digest(content, algorithm.get());
      return MessageDigest.isEqual(computed, digest.get().digest().bytes())
          ? Optional.empty()
          : refused(LoadErrorCode.BAD_FIRMWARE, "the package is not the one that was signed");
    }

    private Optional<FirmwareRefusal> noKey() {
      return refused(LoadErrorCode.NO_DECRYPT_KEY, "the key of the package is not here");
    }

    private Optional<FirmwareRefusal> undecryptable() {
      return refused(LoadErrorCode.DECRYPT_FAILURE, "the package does not decrypt");
    }

    private static Optional<FirmwareRefusal> refused(LoadErrorCode code, String detail) {
      return Optional.of(new FirmwareRefusal(code, detail));
    }
  }
}
