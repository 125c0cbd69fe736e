package org.bequest.crypto.firmware;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.crypto.cms.stream.Source;
import org.bequest.crypto.cms.stream.StreamedContent;
import org.bequest.crypto.firmware.LoadReportReading.Naming;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.SignerInfo;
import org.bequest.formats.firmware.FirmwareAttributes;
import org.bequest.formats.firmware.LoadErrorCode;
import org.bequest.formats.firmware.LoadReport;
import org.bequest.formats.hardware.HardwareModuleName;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * Reads receipts and errors. Whoever signs one must be trusted; whoever does not is taken for what
 * he says, and the caller knows it.
 */
public final class LoadReportReader {
  private static final Set<ASN1ObjectIdentifier> TYPES =
      Set.of(CmsOids.FIRMWARE_PACKAGE_LOAD_RECEIPT, CmsOids.FIRMWARE_PACKAGE_LOAD_ERROR);
  private static final SignedDataProfile PROFILE = new SignedDataProfile(TYPES, Set.of(1, 3));

  private final FirmwareTrust trust;
  private final CmsLimits limits;

  public LoadReportReader(FirmwareTrust trust, CmsLimits limits) {
    this.trust = trust;
    this.limits = limits;
  }

  /**
   * @param contentInfo in DER or BER
   */
  public LoadReportReading read(byte[] contentInfo) {
    try {
      return switch (Outermost.of(Source.of(contentInfo), limits)) {
        case Outermost.Broken(var why) -> new LoadReportReading.Refused(why);
        case Outermost.Held(var content) -> read(content);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LoadReportReading read(StreamedContent content) throws IOException {
    if (TYPES.contains(content.type())) {
      try {
        return new LoadReportReading.Bare(LoadReport.of(whole(content)));
      } catch (MalformedException e) {
        return refused(LoadErrorCode.DECODE_FAILURE, String.valueOf(e.getMessage()));
      }
    }
    if (!content.is(CmsOids.SIGNED_DATA)) {
      return refused(LoadErrorCode.BAD_CONTENT_INFO, "neither a receipt nor an error");
    }
    return switch (Profiled.of(content, PROFILE, limits)) {
      case Profiled.Misfit(var why) -> new LoadReportReading.Refused(why);
      case Profiled.Fits fits -> read(fits);
    };
  }

  private LoadReportReading read(Profiled.Fits fits) throws IOException {
    SignerInfo signer = fits.signer();
    Optional<FirmwareRefusal> bad =
        Stage.first(
            List.of(
                new Stage(LoadErrorCode.BAD_SIGNED_ATTRS, () -> attributes(signer)),
                new Stage(LoadErrorCode.BAD_UNSIGNED_ATTRS, () -> noOthers(signer))));
    if (bad.isPresent()) {
      return new LoadReportReading.Refused(bad.get());
    }
    return switch (trust.check(fits.layer(), fits.layer().frame().contentType())) {
      case FirmwareTrust.Verdict.Refused(var why) -> new LoadReportReading.Refused(why);
      case FirmwareTrust.Verdict.Trusted(var content, var trusted) -> signed(content, trusted);
    };
  }

  private static void attributes(SignerInfo signer) throws MalformedException {
    FirmwareAttributes.decode(signer.signedAttributes());
    Stage.must(signer.signed(CmsOids.CONTENT_TYPE).isPresent(), "content-type is missing");
    Stage.must(signer.signed(CmsOids.MESSAGE_DIGEST).isPresent(), "message-digest is missing");
  }

  /** Section 3.1.2.1. */
  private static void noOthers(SignerInfo signer) throws MalformedException {
    Stage.must(signer.unsignedAttributes().isEmpty(), "unsigned attributes of a report");
  }

  private static LoadReportReading signed(StreamedContent content, TrustedSigner signer)
      throws IOException {
    Content whole = whole(content);
    try {
      LoadReport report = LoadReport.of(whole);
      return Arrays.equals(report.encode().octets(), whole.octets())
          ? new LoadReportReading.Signed(report, signer, naming(signer, report.module()))
          : refused(LoadErrorCode.DECODE_FAILURE, "a signed report that is not DER");
    } catch (MalformedException e) {
      return refused(LoadErrorCode.DECODE_FAILURE, String.valueOf(e.getMessage()));
    }
  }

  private static Naming naming(TrustedSigner signer, HardwareModuleName module) {
    return signer
        .signer()
        .ownCertificate()
        .flatMap(LoadReportReader::named)
        .map(name -> name.equals(module) ? Naming.SAME_MODULE : Naming.OTHER_MODULE)
        .orElse(Naming.NO_MODULE);
  }

  private static Optional<HardwareModuleName> named(X509CertificateHolder certificate) {
    try {
      for (GeneralName name : SubjectNames.ofCertificate(certificate).alternatives()) {
        Optional<HardwareModuleName> module = HardwareModuleName.of(name);
        if (module.isPresent()) {
          return module;
        }
      }
    } catch (MalformedException _) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static Content whole(StreamedContent content) throws IOException {
    try (InputStream in = content.open()) {
      return new Content(content.type(), in.readAllBytes());
    }
  }

  private static LoadReportReading refused(LoadErrorCode code, String detail) {
    return new LoadReportReading.Refused(new FirmwareRefusal(code, detail));
  }
}
