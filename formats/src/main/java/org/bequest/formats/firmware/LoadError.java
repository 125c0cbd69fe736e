package org.bequest.formats.firmware;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.SequenceReader;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.hardware.HardwareModuleName;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;

/**
 * That a module has not loaded a package, and why.
 *
 * <pre>
 * FirmwarePackageLoadError ::= SEQUENCE {
 *   version         FWErrorVersion DEFAULT v1,
 *   hwType          OBJECT IDENTIFIER,
 *   hwSerialNum     OCTET STRING,
 *   errorCode       FirmwarePackageLoadErrorCode,     -- ENUMERATED
 *   vendorErrorCode VendorLoadErrorCode OPTIONAL,     -- INTEGER
 *   fwPkgName       PreferredOrLegacyPackageIdentifier OPTIONAL,
 *   config          [1] SEQUENCE OF CurrentFWConfig OPTIONAL } -- RFC 4108 section 4.1.3
 * </pre>
 *
 * @param number of the error: one of {@link LoadErrorCode}, or one that came later
 * @param vendor always there with otherError, beside any other for its detail
 * @param config what is loaded; empty when the module does not say
 */
public record LoadError(
    HardwareModuleName module,
    BigInteger number,
    Optional<BigInteger> vendor,
    Optional<PackageName> name,
    Optional<List<CurrentConfig>> config)
    implements LoadReport {
  private static final String PATH = "/FirmwarePackageLoadError";
  private static final BigInteger OTHER = BigInteger.valueOf(LoadErrorCode.OTHER_ERROR.number());

  /**
   * @throws IllegalArgumentException for otherError without a code of the vendor's
   */
  public LoadError {
    config = config.map(List::copyOf);
    if (number.equals(OTHER) && vendor.isEmpty()) {
      throw new IllegalArgumentException("otherError without vendorErrorCode");
    }
  }

  public static LoadError of(HardwareModuleName module, LoadErrorCode code) {
    return new LoadError(
        module,
        BigInteger.valueOf(code.number()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** An error for which RFC 4108 has no code. */
  public static LoadError ofVendor(HardwareModuleName module, long vendorErrorCode) {
    Optional<BigInteger> vendor = Optional.of(BigInteger.valueOf(vendorErrorCode));
    return new LoadError(module, OTHER, vendor, Optional.empty(), Optional.empty());
  }

  public LoadError about(PackageName other) {
    return new LoadError(module, number, vendor, Optional.of(other), config);
  }

  public LoadError withConfig(List<CurrentConfig> loaded) {
    return new LoadError(module, number, vendor, name, Optional.of(loaded));
  }

  /** Empty for a number that RFC 4108 does not have. */
  public Optional<LoadErrorCode> code() {
    return LoadErrorCode.of(number);
  }

  /** For a log and an operator: the RFC's word, or the number. */
  public String word() {
    return code().map(LoadErrorCode::word).orElseGet(number::toString);
  }

  /** Reads DER or BER: only what is signed must be DER (RFC 4108 section 1.4). */
  public static LoadError decode(byte[] encoded) throws MalformedException {
    SequenceReader fields = ReportFields.of(encoded, PATH);
    HardwareModuleName module = HardwareModuleName.fields(fields);
    BigInteger number = fields.next("errorCode", ASN1Enumerated::getInstance).getValue();
    Optional<BigInteger> vendor =
        fields.optional(ASN1Integer.class::isInstance).map(i -> ((ASN1Integer) i).getValue());
    Optional<PackageName> name = PackageName.next(fields, PATH + "/fwPkgName");
    Optional<List<CurrentConfig>> config = config(fields.tagged(1));
    fields.end();
    if (number.equals(OTHER) && vendor.isEmpty()) {
      throw new MalformedException("missing vendorErrorCode at " + PATH);
    }
    return new LoadError(module, number, vendor, name, config);
  }

  private static Optional<List<CurrentConfig>> config(Optional<ASN1TaggedObject> field)
      throws MalformedException {
    if (field.isEmpty()) {
      return Optional.empty();
    }
    String path = PATH + "/config";
    Function<ASN1TaggedObject, ASN1Sequence> implicit = t -> ASN1Sequence.getInstance(t, false);
    List<CurrentConfig> loaded = new ArrayList<>();
    for (ASN1Encodable element : Asn1.typed(field.get(), implicit, path)) {
      loaded.add(CurrentConfig.decode(element, path));
    }
    return Optional.of(loaded);
  }

  @Override
  public Content encode() {
    ASN1EncodableVector fields = new ASN1EncodableVector();
    module.addTo(fields);
    fields.add(new ASN1Enumerated(number));
    vendor.ifPresent(v -> fields.add(new ASN1Integer(v)));
    name.ifPresent(n -> fields.add(n.toAsn1()));
    config.ifPresent(c -> fields.add(new DERTaggedObject(false, 1, sequence(c))));
    return new Content(CmsOids.FIRMWARE_PACKAGE_LOAD_ERROR, Der.of(new DERSequence(fields)));
  }

  private static ASN1Sequence sequence(List<CurrentConfig> loaded) {
    return new DERSequence(
        loaded.stream().map(CurrentConfig::toAsn1).toArray(ASN1Encodable[]::new));
  }
}
