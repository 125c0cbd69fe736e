package org.bequest.crypto.tamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.constraint.ConstraintRules;
import org.bequest.crypto.constraint.ContentRights;
import org.bequest.crypto.path.AnchorStore;
import org.bequest.crypto.path.PathInputs;
import org.bequest.crypto.tamp.TampCheck.Accepted;
import org.bequest.crypto.tamp.TampCheck.Refused;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.tamp.ContingencyDecryptKey;
import org.bequest.formats.tamp.StatusCode;
import org.bequest.formats.tamp.TampError;
import org.bequest.formats.tamp.TampMessageType;
import org.bequest.formats.tamp.TampMsgRef;
import org.bequest.formats.tamp.TampStatusQuery;
import org.bequest.formats.tamp.TargetIdentifier.AllModules;
import org.bequest.formats.tamp.TerseOrVerbose;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;

/** Each fault of the wrapping, made by hand, with its status code (RFC 5934 section 5). */
class TampProfileTest {
  private static final Party ANCHOR = Party.of("anchor");
  private static final TampMsgRef SEVEN = new TampMsgRef(new AllModules(), 7);
  private static final TampStatusQuery QUERY = new TampStatusQuery(TerseOrVerbose.TERSE, SEVEN);
  private static final ASN1ObjectIdentifier STRANGE = new ASN1ObjectIdentifier("2.999.1");
  private static final TampReader READER =
      new TampReader(AnchorStore.of(List.of(ANCHOR.anchor())), List.of(), ConstraintRules.LENIENT);

  private static TampCheck read(Consumer<Forge> fault) {
    Forge forge = Forge.of(QUERY, ANCHOR);
    fault.accept(forge);
    return READER.read(forge.build(), PathInputs.at(Party.NOW));
  }

  private static Refused refused(StatusCode status, Consumer<Forge> fault) {
    TampCheck check = read(fault);
    assertThat(check).isInstanceOf(Refused.class);
    Refused refused = (Refused) check;
    assertThat(refused.status()).as(refused.detail()).isEqualTo(status);
    return refused;
  }

  /** The answer names the message, though nobody vouches for its reference. */
  private static void answered(StatusCode status, Consumer<Forge> fault) {
    assertThat(refused(status, fault).error())
        .contains(
            new TampError(TampMessageType.STATUS_QUERY.identifier(), status, Optional.of(SEVEN)));
  }

  @Test
  void withoutAFaultItIsAccepted() {
    assertThat(read(_ -> {}))
        .isEqualTo(
            new Accepted(
                QUERY, new TampSigner.Anchor(ANCHOR.anchor(), ContentRights.UNCONSTRAINED)));
  }

  @Test
  @Requirement({"R5934-2.2-1", "R5934-2.2-2", "R5934-2.2-10", "R5934-5-2", "R5934-4.11-5"})
  void oneVersionOneDigestAndOneSigner() {
    answered(StatusCode.BAD_SIGNED_DATA, f -> f.version = 1);
    answered(StatusCode.BAD_SIGNED_DATA, f -> f.version = 5);
    answered(StatusCode.BAD_SIGNED_DATA, f -> f.digestAlgorithms.clear());
    answered(
        StatusCode.BAD_SIGNED_DATA,
        f -> f.digestAlgorithms.add(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha384)));
    answered(StatusCode.BAD_SIGNED_DATA, f -> f.digestAlgorithms.set(0, DERNull.INSTANCE));
    answered(StatusCode.MALFORMED, f -> f.copiesOfTheSigner = 0);
    answered(StatusCode.MALFORMED, f -> f.copiesOfTheSigner = 2);
    answered(StatusCode.BAD_SIGNER_INFO, f -> f.signerVersion = 1);
  }

  @Test
  @Requirement({"R5934-2.2.2-1", "R5934-5-2"})
  void theContentIsThereAndIsAMessage() {
    Refused missing = refused(StatusCode.MISSING_CONTENT, f -> f.hasContent = false);
    assertThat(missing.error())
        .contains(
            new TampError(
                TampMessageType.STATUS_QUERY.identifier(),
                StatusCode.MISSING_CONTENT,
                Optional.empty()));
    for (ASN1ObjectIdentifier type :
        List.of(CmsOids.TAMP.branch("12"), CmsOids.FIRMWARE_PACKAGE, CmsOids.DATA)) {
      Refused unknown = refused(StatusCode.UNSUPPORTED_TAMP_MSG_TYPE, f -> f.contentType = type);
      assertThat(unknown.error()).isEmpty();
    }
  }

  @Test
  @Requirement({"R5934-2.2.1-2", "R5934-5-3"})
  void aSignerByIssuerAndNumberIsNoTrustAnchor() {
    answered(
        StatusCode.NO_TRUST_ANCHOR,
        f -> f.sid = new IssuerAndSerialNumber(ANCHOR.subject(), BigInteger.ONE));
    answered(
        StatusCode.NO_TRUST_ANCHOR,
        f -> f.sid = new DERTaggedObject(false, 0, new DEROctetString(new byte[] {1})));
  }

  @Test
  @Requirement({
    "R5934-2.2.1-4",
    "R5934-2.2.1-5",
    "R5934-2.2.3-2",
    "R5934-2.2.3-3",
    "R5934-2.2.3-4",
    "R5934-5-2"
  })
  void signedAttributesAreSingleSortedAndComplete() {
    answered(StatusCode.BAD_SIGNED_ATTRS, f -> f.signedAttributes.clear());
    answered(StatusCode.BAD_SIGNED_ATTRS, f -> f.signedAttributes.add(new ASN1Integer(1)));
    answered(
        StatusCode.BAD_SIGNED_ATTRS,
        f -> {
          f.signedAttributes = f.signedAttributes.reversed();
          f.sorted = false;
        });
    answered(StatusCode.MALFORMED, f -> f.signedAttributes.add(f.signedAttributes.getFirst()));
    answered(
        StatusCode.MALFORMED,
        f ->
            f.signedAttributes.add(
                Forge.attribute(STRANGE, new ASN1Integer(1), new ASN1Integer(2))));
    answered(StatusCode.MALFORMED, f -> f.signedAttributes.add(Forge.attribute(STRANGE)));
    answered(StatusCode.CMS_ERROR, f -> f.signedAttributes.removeFirst());
    answered(StatusCode.CMS_ERROR, f -> f.signedAttributes.removeLast());
  }

  @Test
  @Requirement({"R5934-2.2.3.1-1", "R5934-2.2.3.2-1", "R5934-5-2"})
  void theAttributesAreAboutTheMessage() {
    answered(
        StatusCode.CMS_ERROR,
        f ->
            f.signedAttributes.set(
                0, Forge.attribute(CmsOids.CONTENT_TYPE, TampMessageType.UPDATE.identifier())));
    answered(
        StatusCode.CMS_ERROR,
        f ->
            f.signedAttributes.set(
                1, Forge.attribute(CmsOids.MESSAGE_DIGEST, new DEROctetString(new byte[32]))));
  }

  @Test
  @Requirement({"R5934-2.2.1-6", "R5934-2.2.3-5", "R5934-2.2.3-6", "R5934-2.2.4-3"})
  void attributesThatAreNotKnownAreIgnored() {
    Accepted accepted =
        (Accepted)
            read(f -> {
              f.signedAttributes.add(Forge.attribute(STRANGE, new DERUTF8String("x")));
              f.signedAttributes.add(
                  Forge.attribute(CmsOids.BINARY_SIGNING_TIME, new ASN1Integer(1_700_000_000)));
              f.unsignedAttributes.add(
                  Forge.attribute(STRANGE, new ASN1Integer(1), new ASN1Integer(2)));
            });
    assertThat(accepted.message()).isEqualTo(QUERY);
  }

  @Test
  @Requirement({"R5934-2.2.4-4", "R5934-2.2.1-7", "R5934-5-2"})
  void unsignedAttributesAreSingleAndInTheirPlace() {
    answered(StatusCode.BAD_UNSIGNED_ATTRS, f -> f.unsignedAttributes.add(new ASN1Integer(1)));
    answered(
        StatusCode.MALFORMED,
        f -> {
          f.unsignedAttributes.add(Forge.attribute(STRANGE, new ASN1Integer(1)));
          f.unsignedAttributes.add(Forge.attribute(STRANGE, new ASN1Integer(2)));
        });
    ContingencyDecryptKey key = new ContingencyDecryptKey(Octets.of(new byte[32]));
    answered(StatusCode.BAD_UNSIGNED_ATTRS, f -> f.unsignedAttributes.add(key.toAttribute()));
  }

  @Test
  @Requirement({"R5934-2.2-7", "R5934-2.2-8"})
  void certificatesAreThoseOfX509() {
    answered(
        StatusCode.BAD_CERTIFICATE, f -> f.certificates.add(new DERSequence(new ASN1Integer(1))));
    for (int tag = 0; tag < 4; tag++) {
      DERTaggedObject other = new DERTaggedObject(false, tag, new DERSequence(new ASN1Integer(1)));
      answered(StatusCode.BAD_CERTIFICATE, f -> f.certificates.add(other));
    }
    assertThat(
            read(f ->
                f.certificates.add(
                    ANCHOR.certifies(Party.of("needless"), false).toASN1Structure())))
        .isInstanceOf(Accepted.class);
  }

  @Test
  @Requirement("R5934-2.2-9")
  void revocationListsMayComeAlong() throws Exception {
    X509v2CRLBuilder list = new X509v2CRLBuilder(ANCHOR.subject(), Date.from(Party.NOW));
    CertificateList crl =
        list.build(new JcaContentSignerBuilder("SHA256withECDSA").build(ANCHOR.keys().getPrivate()))
            .toASN1Structure();
    assertThat(read(f -> f.crls.add(crl))).isInstanceOf(Accepted.class);
  }

  @Test
  @Requirement({"R5934-5-4", "R5934-2.2.1-3"})
  void algorithmsHaveCodesOfTheirOwn() {
    AlgorithmIdentifier sha1 = new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1);
    AlgorithmIdentifier odd =
        new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, new ASN1Integer(1));
    answered(StatusCode.MALFORMED, f -> f.digestAlgorithm = sha1);
    answered(
        StatusCode.BAD_DIGEST_ALGORITHM,
        f -> {
          f.digestAlgorithm = sha1;
          f.digestAlgorithms.set(0, sha1);
        });
    answered(StatusCode.UNSUPPORTED_PARAMETERS, f -> f.digestAlgorithm = odd);
    answered(
        StatusCode.BAD_SIGNATURE_ALGORITHM,
        f -> f.signatureAlgorithm = new AlgorithmIdentifier(STRANGE));
    answered(
        StatusCode.UNSUPPORTED_PARAMETERS,
        f ->
            f.signatureAlgorithm =
                new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256, DERNull.INSTANCE));
    answered(
        StatusCode.UNSUPPORTED_PARAMETERS,
        f -> f.signatureAlgorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS));
    answered(
        StatusCode.UNSUPPORTED_KEY_SIZE,
        f -> f.signatureAlgorithm = Forge.withNull(PKCSObjectIdentifiers.sha256WithRSAEncryption));
    answered(
        StatusCode.SIGNATURE_FAILURE,
        f -> f.signatureAlgorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA384));
  }

  @Test
  @Requirement({"R5934-5-6", "R5934-2.2.2-2", "R5934-5-2"})
  void theMessageInsideIsDerAndOfVersionTwo() {
    byte[] good = QUERY.encode().octets();
    refused(StatusCode.VERSION_NUMBER_MISMATCH, f -> replaceContent(f, versioned(good, 1)));
    refused(StatusCode.DECODE_FAILURE, f -> replaceContent(f, versioned(good, 2)));
    refused(StatusCode.DECODE_FAILURE, f -> replaceContent(f, new byte[] {0x30, 0}));
  }

  private static byte[] versioned(byte[] good, int version) {
    byte[] other = new byte[good.length + 3];
    other[0] = 0x30;
    other[1] = (byte) (good[1] + 3);
    other[2] = (byte) 0x80;
    other[3] = 1;
    other[4] = (byte) version;
    System.arraycopy(good, 2, other, 5, good.length - 2);
    return other;
  }

  private static void replaceContent(Forge forge, byte[] content) {
    forge.content = content;
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      forge.signedAttributes.set(
          1, Forge.attribute(CmsOids.MESSAGE_DIGEST, new DEROctetString(digest)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Requirement({"R5934-2-1", "R5934-2.1-1", "R5934-1.4-1", "R5934-4.11-3", "R5934-5-2"})
  void whatIsNeitherSignedNorAMessageIsRefused() {
    Content data = Content.data(new byte[] {1});
    Content firmware = new Content(CmsOids.FIRMWARE_PACKAGE, new byte[] {4, 0});
    for (Content content : List.of(data, firmware)) {
      Refused refused = (Refused) READER.read(content.encode(), PathInputs.at(Party.NOW));
      assertThat(refused.status()).isEqualTo(StatusCode.BAD_CONTENT_INFO);
      assertThat(refused.error()).isEmpty();
    }
    byte[] bare = QUERY.encode().octets();
    assertThat(((Refused) READER.read(bare, PathInputs.at(Party.NOW))).status())
        .isEqualTo(StatusCode.BAD_CONTENT_INFO);
    byte[] ber = indefinite(Forge.of(QUERY, ANCHOR).build());
    assertThat(((Refused) READER.read(ber, PathInputs.at(Party.NOW))).status())
        .isEqualTo(StatusCode.DECODE_FAILURE);
    Content broken = new Content(CmsOids.SIGNED_DATA, new byte[] {0x30, 0});
    assertThat(((Refused) READER.read(broken.encode(), PathInputs.at(Party.NOW))).status())
        .isEqualTo(StatusCode.BAD_SIGNED_DATA);
  }

  private static byte[] indefinite(byte[] der) {
    int header = 2 + (der[1] & 0x7f);
    byte[] ber = new byte[der.length - header + 4];
    ber[0] = 0x30;
    ber[1] = (byte) 0x80;
    System.arraycopy(der, header, ber, 2, der.length - header);
    return ber;
  }
}
