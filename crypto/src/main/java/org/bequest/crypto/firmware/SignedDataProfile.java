package org.bequest.crypto.firmware;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Limits;
import org.bequest.formats.asn1.PartReader;
import org.bequest.formats.firmware.LoadErrorCode;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What RFC 4108 demands of a SignedData, held against its own octets: the decoder of messages is
 * more generous, and forgets what it does not need.
 *
 * @param contents the types that may be signed
 * @param signerVersions those that a SignerInfo may have
 */
record SignedDataProfile(Set<ASN1ObjectIdentifier> contents, Set<Integer> signerVersions) {
  private static final String PATH = "/SignedData";
  private static final int VERSION = 3;
  private static final int PRIMITIVE_0 = 0x80;
  private static final int CONSTRUCTED_0 = 0xa0;
  private static final Limits ATTRIBUTES = new Limits(1 << 20, 40, 50_000);

  /** The fields, cut apart and not read. */
  private record Fields(
      Encoded version,
      Encoded digestAlgorithms,
      Encoded content,
      Optional<Encoded> certificates,
      Encoded signerInfos) {
    static Fields of(Encoded signedData) throws MalformedException {
      PartReader reader = PartReader.of(signedData, PATH);
      Encoded version = reader.next("version");
      Encoded digestAlgorithms = reader.next("digestAlgorithms");
      Encoded content = reader.next("encapContentInfo");
      Optional<Encoded> certificates = reader.tagged(0);
      reader.tagged(1);
      Encoded signerInfos = reader.next("signerInfos");
      reader.end();
      return new Fields(version, digestAlgorithms, content, certificates, signerInfos);
    }

    Encoded digestAlgorithm() throws MalformedException {
      return only(digestAlgorithms, PATH + "/digestAlgorithms");
    }

    Encoded signerInfo() throws MalformedException {
      return only(signerInfos, PATH + "/signerInfos");
    }

    private static Encoded only(Encoded set, String path) throws MalformedException {
      List<Encoded> elements = PartReader.setElements(set, path);
      Stage.must(elements.size() == 1, "not exactly one element at " + path);
      return elements.getFirst();
    }
  }

  /** The first thing that is wrong, in the order of what lies around what. */
  Optional<FirmwareRefusal> refusal(Encoded signedData) {
    Fields fields;
    try {
      fields = Fields.of(signedData);
    } catch (MalformedException e) {
      return Optional.of(
          new FirmwareRefusal(LoadErrorCode.BAD_SIGNED_DATA, String.valueOf(e.getMessage())));
    }
    return Stage.first(
        List.of(
            new Stage(LoadErrorCode.BAD_SIGNED_DATA, () -> head(fields)),
            new Stage(LoadErrorCode.BAD_ENCAP_CONTENT, () -> type(fields)),
            new Stage(LoadErrorCode.MISSING_CONTENT, () -> content(fields)),
            new Stage(LoadErrorCode.BAD_CERTIFICATE, () -> certificates(fields)),
            new Stage(LoadErrorCode.BAD_SIGNER_INFO, () -> signer(fields)),
            new Stage(LoadErrorCode.BAD_DIGEST_ALGORITHM, () -> sameDigest(fields)),
            new Stage(LoadErrorCode.BAD_SIGNED_ATTRS, () -> attributes(fields))));
  }

  private static void head(Fields fields) throws MalformedException {
    Stage.must(number(fields.version) == VERSION, "a version that is not 3 at " + PATH);
    algorithm(fields.digestAlgorithm(), PATH + "/digestAlgorithms");
  }

  private void type(Fields fields) throws MalformedException {
    String path = PATH + "/encapContentInfo";
    PartReader reader = PartReader.of(fields.content, path);
    ASN1ObjectIdentifier type = reader.next("eContentType", ASN1ObjectIdentifier::getInstance);
    Stage.must(contents.contains(type), "a type that does not belong there at " + path);
    reader.tagged(0);
    reader.end();
  }

  private static void content(Fields fields) throws MalformedException {
    String path = PATH + "/encapContentInfo";
    PartReader reader = PartReader.of(fields.content, path);
    reader.next("eContentType");
    Stage.must(reader.tagged(0).isPresent(), "missing eContent at " + path);
  }

  /** CertificateSet has X.509 certificates as SEQUENCE, other kinds under tags of their own. */
  private static void certificates(Fields fields) throws MalformedException {
    String path = PATH + "/certificates";
    if (fields.certificates.isEmpty()) {
      return;
    }
    for (Encoded certificate : fields.certificates.get().children()) {
      Stage.must(certificate.identifier() == Encoded.SEQUENCE, "no X.509 certificate at " + path);
      Asn1.typed(certificate.octets(), SignedDataProfile::certificate, path);
    }
  }

  private static X509CertificateHolder certificate(byte[] octets) {
    try {
      return new X509CertificateHolder(octets);
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private void signer(Fields fields) throws MalformedException {
    String path = PATH + "/signerInfos";
    PartReader reader = PartReader.of(fields.signerInfo(), path);
    int version = number(reader.next("version"));
    Stage.must(signerVersions.contains(version), "a version that is not allowed at " + path);
    Encoded identifier = reader.next("sid");
    boolean byKey = identifier.identifier() == PRIMITIVE_0;
    boolean byName = identifier.identifier() == Encoded.SEQUENCE;
    Stage.must(version == VERSION ? byKey : byName, "a sid of another version at " + path);
  }

  private static void sameDigest(Fields fields) throws MalformedException {
    AlgorithmIdentifier announced = algorithm(fields.digestAlgorithm(), PATH);
    PartReader reader = PartReader.of(fields.signerInfo(), PATH + "/signerInfos");
    reader.next("version");
    reader.next("sid");
    AlgorithmIdentifier used = algorithm(reader.next("digestAlgorithm"), PATH);
    Stage.must(announced.equals(used), "a digestAlgorithm that is not among those of the message");
  }

  /** Section 2.1.2.1: they are there, and their SET OF is in DER. */
  private static void attributes(Fields fields) throws MalformedException {
    PartReader reader = PartReader.of(fields.signerInfo(), PATH + "/signerInfos");
    reader.next("version");
    reader.next("sid");
    reader.next("digestAlgorithm");
    Encoded attributes =
        reader.tagged(0).orElseThrow(() -> new MalformedException("missing signedAttrs"));
    Stage.must(attributes.identifier() == CONSTRUCTED_0, "signedAttrs that are no SET OF");
    Asn1.checkDer(attributes.retagged(Encoded.SET).octets(), ATTRIBUTES);
    Encoded sorted = Encoded.setOf(attributes.children());
    Stage.must(
        Arrays.equals(sorted.retagged(CONSTRUCTED_0).octets(), attributes.octets()),
        "not DER: signedAttrs in another order");
  }

  private static AlgorithmIdentifier algorithm(Encoded value, String path)
      throws MalformedException {
    Object primitive = value.value();
    return Asn1.typed(primitive, AlgorithmIdentifier::getInstance, path);
  }

  private static int number(Encoded value) throws MalformedException {
    Object primitive = value.value();
    BigInteger number =
        Asn1.typed(primitive, v -> ASN1Integer.getInstance(v).getValue(), PATH + "/version");
    return number.bitLength() < Integer.SIZE ? number.intValue() : -1;
  }
}
