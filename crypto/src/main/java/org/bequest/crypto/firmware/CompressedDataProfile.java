package org.bequest.crypto.firmware;

import java.util.List;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.CompressedContent;
import org.bequest.formats.firmware.LoadErrorCode;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** What RFC 4108 section 2.1.4 demands of a CompressedData, held against its own octets. */
final class CompressedDataProfile {
  private static final String PATH = "/CompressedData";

  private CompressedDataProfile() {}

  /** There is no code for the structure itself: it does not decompress then. */
  static Optional<FirmwareRefusal> refusal(Encoded compressedData) {
    return Stage.first(
        List.of(
            new Stage(LoadErrorCode.DECOMPRESS_FAILURE, () -> structure(compressedData)),
            new Stage(LoadErrorCode.BAD_COMPRESS_ALGORITHM, () -> algorithm(compressedData)),
            new Stage(LoadErrorCode.BAD_ENCAP_CONTENT, () -> type(compressedData)),
            new Stage(LoadErrorCode.MISSING_COMPRESSED_CONTENT, () -> content(compressedData))));
  }

  private static void structure(Encoded compressedData) throws MalformedException {
    PartReader fields = PartReader.of(compressedData, PATH);
    ASN1Integer version = fields.next("version", ASN1Integer::getInstance);
    Stage.must(version.hasValue(0), "a version that is not 0 at " + PATH);
    fields.next("compressionAlgorithm");
    fields.next("encapContentInfo");
    fields.end();
  }

  private static void algorithm(Encoded compressedData) throws MalformedException {
    PartReader fields = PartReader.of(compressedData, PATH);
    fields.next("version");
    AlgorithmIdentifier algorithm =
        fields.next("compressionAlgorithm", AlgorithmIdentifier::getInstance);
    boolean zlib = new CompressedContent(algorithm, CmsOids.FIRMWARE_PACKAGE, new byte[0]).isZlib();
    Stage.must(zlib, "an unknown compressionAlgorithm at " + PATH);
  }

  private static PartReader inner(Encoded compressedData) throws MalformedException {
    PartReader fields = PartReader.of(compressedData, PATH);
    fields.next("version");
    fields.next("compressionAlgorithm");
    return PartReader.of(fields.next("encapContentInfo"), PATH + "/encapContentInfo");
  }

  private static void type(Encoded compressedData) throws MalformedException {
    PartReader inner = inner(compressedData);
    ASN1ObjectIdentifier type = inner.next("eContentType", ASN1ObjectIdentifier::getInstance);
    Stage.must(type.equals(CmsOids.FIRMWARE_PACKAGE), "another type than a package at " + PATH);
    inner.tagged(0);
    inner.end();
  }

  private static void content(Encoded compressedData) throws MalformedException {
    PartReader inner = inner(compressedData);
    inner.next("eContentType");
    Stage.must(inner.tagged(0).isPresent(), "missing eContent at " + PATH);
  }
}
