package org.bequest.crypto.firmware;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.firmware.LoadErrorCode;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** What RFC 4108 section 2.1.3 demands of an EncryptedData, held against its own octets. */
final class EncryptedDataProfile {
  private static final String PATH = "/EncryptedData";
  private static final Set<ASN1ObjectIdentifier> CONTENTS =
      Set.of(CmsOids.COMPRESSED_DATA, CmsOids.FIRMWARE_PACKAGE);

  private EncryptedDataProfile() {}

  static Optional<FirmwareRefusal> refusal(Encoded encryptedData) {
    return Stage.first(
        List.of(
            new Stage(LoadErrorCode.BAD_ENCRYPTED_DATA, () -> structure(encryptedData)),
            new Stage(LoadErrorCode.UNPROTECTED_ATTRS_PRESENT, () -> attributes(encryptedData)),
            new Stage(LoadErrorCode.BAD_ENCRYPT_CONTENT, () -> content(encryptedData)),
            new Stage(LoadErrorCode.BAD_ENCRYPT_ALGORITHM, () -> algorithm(encryptedData)),
            new Stage(LoadErrorCode.MISSING_CIPHERTEXT, () -> ciphertext(encryptedData))));
  }

  private static void structure(Encoded encryptedData) throws MalformedException {
    PartReader fields = PartReader.of(encryptedData, PATH);
    ASN1Integer version = fields.next("version", ASN1Integer::getInstance);
    fields.next("encryptedContentInfo");
    boolean attributes = fields.tagged(1).isPresent();
    fields.end();
    Stage.must(version.hasValue(attributes ? 2 : 0), "a version that is not 0 at " + PATH);
  }

  private static void attributes(Encoded encryptedData) throws MalformedException {
    PartReader fields = PartReader.of(encryptedData, PATH);
    fields.next("version");
    fields.next("encryptedContentInfo");
    Stage.must(fields.tagged(1).isEmpty(), "unprotectedAttrs at " + PATH);
  }

  private static PartReader info(Encoded encryptedData) throws MalformedException {
    PartReader fields = PartReader.of(encryptedData, PATH);
    fields.next("version");
    return PartReader.of(fields.next("encryptedContentInfo"), PATH + "/encryptedContentInfo");
  }

  private static void content(Encoded encryptedData) throws MalformedException {
    PartReader info = info(encryptedData);
    ASN1ObjectIdentifier type = info.next("contentType", ASN1ObjectIdentifier::getInstance);
    Stage.must(CONTENTS.contains(type), "a type that does not belong there at " + PATH);
    info.next("contentEncryptionAlgorithm", AlgorithmIdentifier::getInstance);
    info.tagged(0);
    info.end();
  }

  private static void algorithm(Encoded encryptedData) throws MalformedException {
    PartReader info = info(encryptedData);
    info.next("contentType");
    AlgorithmIdentifier algorithm =
        info.next("contentEncryptionAlgorithm", AlgorithmIdentifier::getInstance);
    Stage.must(
        ContentCipher.of(algorithm.getAlgorithm()).filter(c -> !c.isAuthenticated()).isPresent(),
        "an unknown contentEncryptionAlgorithm at " + PATH);
  }

  private static void ciphertext(Encoded encryptedData) throws MalformedException {
    PartReader info = info(encryptedData);
    info.next("contentType");
    info.next("contentEncryptionAlgorithm");
    Stage.must(info.tagged(0).isPresent(), "missing encryptedContent at " + PATH);
  }
}
