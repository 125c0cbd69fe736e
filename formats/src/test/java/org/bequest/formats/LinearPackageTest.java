package org.bequest.formats;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Steps;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.anchor.TrustAnchorList;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cms.Attributes;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.ContentCollection;
import org.bequest.formats.cms.ContentWithAttributes;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.constraint.AttrConstraint;
import org.bequest.formats.constraint.ContentConstraints;
import org.bequest.formats.constraint.ContentTypeConstraint;
import org.bequest.formats.keys.AsymmetricKeyPackage;
import org.bequest.formats.keys.KeyPackageRules;
import org.bequest.formats.keys.OneAsymmetricKey;
import org.bequest.formats.keys.OneSymmetricKey;
import org.bequest.formats.keys.SymmetricKeyPackage;
import org.bequest.formats.keys.pskc.KeyAttributes;
import org.bequest.formats.receipt.PackageIdAndReceiptRequest;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bequest.formats.receipt.ReceiptRequest;
import org.bequest.formats.receipt.SirEntityName;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.edec.EdECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Test;

/** Twice the package, twice the steps: keys, anchors, constraints and what asks for receipts. */
@Requirement("S-50")
class LinearPackageTest {
  private static final X509CertificateHolder CERTIFICATE =
      new TestKeys().certificate("CN=anchor", 1);

  private static ASN1ObjectIdentifier oid(int number) {
    return new ASN1ObjectIdentifier("1.2.3." + (1000 + number));
  }

  @Test
  void keys() {
    Steps.areLinear(
        octets -> KeyPackageRules.check(SymmetricKeyPackage.of(Content.decode(octets))),
        n ->
            SymmetricKeyPackage.of(
                    KeyAttributes.NONE,
                    IntStream.range(0, n).mapToObj(LinearPackageTest::symmetric).toList())
                .encode()
                .encode(),
        200);
    Steps.areLinear(
        octets -> AsymmetricKeyPackage.of(Content.decode(octets)).encode(),
        n -> new AsymmetricKeyPackage(Collections.nCopies(n, asymmetric())).encode().encode(),
        8);
  }

  private static OneSymmetricKey symmetric(int number) {
    return OneSymmetricKey.of(
        KeyAttributes.ofKey("key-" + (1000 + number), "HOTP"),
        "1234".getBytes(StandardCharsets.US_ASCII));
  }

  private static OneAsymmetricKey asymmetric() {
    return new OneAsymmetricKey(
        new AlgorithmIdentifier(EdECObjectIdentifiers.id_Ed25519), new byte[34], List.of(), null);
  }

  @Test
  void anchors() {
    TrustAnchorChoice anchor = new TrustAnchorChoice.Certificate(CERTIFICATE);
    Steps.areLinear(
        octets -> TrustAnchorList.of(Content.decode(octets)).content(),
        n -> new TrustAnchorList(Collections.nCopies(n, anchor)).content().encode(),
        200);
  }

  @Test
  void constraints() {
    Steps.areLinear(
        octets -> ContentConstraints.decode(octets).encode(),
        n ->
            new ContentConstraints(
                    IntStream.range(0, n).mapToObj(i -> ContentTypeConstraint.of(oid(i))).toList())
                .encode(),
        80);
    Steps.areLinear(
        octets -> ContentConstraints.decode(octets).encode(),
        n ->
            ContentConstraints.of(new ContentTypeConstraint(oid(1), true, List.of(values(n))))
                .encode(),
        400);
  }

  private static AttrConstraint values(int count) {
    return new AttrConstraint(
        oid(7), IntStream.range(0, count).mapToObj(i -> Encoded.of(oid(i))).toList());
  }

  @Test
  void namesInReceiptRequests() {
    Steps.areLinear(
        octets -> PackageIdAndReceiptRequest.of(Attribute.getInstance(octets)),
        n -> Der.of(asking(n).toAttribute()),
        40);
  }

  private static PackageIdAndReceiptRequest asking(int names) {
    List<SirEntityName> from =
        IntStream.range(0, names)
            .mapToObj(i -> SirEntityName.of(new X500Name("CN=device-" + (1000 + i))))
            .toList();
    return new PackageIdAndReceiptRequest(
        PackageId.of(new byte[20]),
        Optional.of(new ReceiptRequest(false, Optional.of(from), from.subList(0, 1))));
  }

  @Test
  void contentsBesideEachOther() {
    Steps.areLinear(
        octets -> ContentCollection.decode(octets).encode(),
        n ->
            new ContentCollection(Collections.nCopies(n, Content.data(new byte[100])))
                .encode()
                .encode(),
        25);
    Steps.areLinear(
        octets -> ContentWithAttributes.decode(octets).encode(),
        n ->
            new ContentWithAttributes(
                    Content.data(new byte[1]),
                    new Attributes(
                        IntStream.range(0, n)
                            .mapToObj(
                                i -> Attributes.attribute(oid(i), new DEROctetString(new byte[50])))
                            .toList()))
                .encode()
                .encode(),
        25);
    Steps.areLinear(
        octets -> SignedContent.decode(octets).encode(),
        n ->
            SignedContent.carrying(Collections.nCopies(n, CERTIFICATE), List.of())
                .encode()
                .encode(),
        200);
  }
}
