package org.bequest.formats.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Some;
import org.bequest.conformance.Vectors;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cms.CmsOids;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Enumerated;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContentConstraintsTest {
  private static final ASN1ObjectIdentifier MANUFACTURER =
      new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.12.1");

  private static Encoded text(String value) {
    return Encoded.of(new DERUTF8String(value));
  }

  private static ContentConstraints decoded(String hex) throws MalformedException {
    return ContentConstraints.decode(HexFormat.of().parseHex(hex));
  }

  @Test
  @Requirement({"R6010-2-4", "R6010-2-14"})
  void theExtensionOfAnotherProjectIsRead() throws Exception {
    Extension extension =
        Extension.getInstance(ASN1Sequence.getInstance(Vectors.shared("rfc6010-ccc-constrained")));
    assertThat(extension.getExtnId().getId()).isEqualTo("1.3.6.1.5.5.7.1.18");
    byte[] value = extension.getExtnValue().getOctets();
    ContentConstraints constraints = ContentConstraints.decode(value);
    assertThat(constraints.encode()).isEqualTo(value);
    assertThat(constraints.extension(extension.isCritical())).isEqualTo(extension);
    assertThat(constraints.types().stream().map(ContentTypeConstraint::contentType))
        .containsExactly(
            CmsOids.FIRMWARE_PACKAGE,
            CmsOids.ENCRYPTED_KEY_PACKAGE,
            CmsOids.SYMMETRIC_KEY_PACKAGE,
            CmsOids.DATA);
    List<AttrConstraint> first = constraints.types().getFirst().attributes();
    assertThat(first)
        .containsExactly(new AttrConstraint(MANUFACTURER, List.of(text("Vigil Security LLC"))));
    for (ContentTypeConstraint keys : constraints.types().subList(1, 3)) {
      assertThat(keys.canSource()).isTrue();
      assertThat(keys.attributes())
          .containsExactly(
              new AttrConstraint(
                  new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.12.11"),
                  List.of(text("kta.example.com"))));
    }
    assertThat(constraints.types().getLast())
        .isEqualTo(new ContentTypeConstraint(CmsOids.DATA, false, List.of()));
  }

  /** By the grammar, octet by octet. */
  @Test
  @Requirement({"R6010-2-4", "R6010-2-7"})
  void theOctetsAreThoseOfTheGrammar() throws MalformedException {
    String any = "060b2a864886f70d0109100100";
    assertThat(HexFormat.of().formatHex(ContentConstraints.unconstrained().encode()))
        .isEqualTo("300f300d" + any);
    String data = "06092a864886f70d010701";
    String type = "06012a";
    String hex = "301c301a" + data + "0a0101" + "300a3008" + type + "3103" + "0c0141";
    ContentConstraints read = decoded(hex);
    assertThat(read.types())
        .containsExactly(
            new ContentTypeConstraint(
                CmsOids.DATA,
                false,
                List.of(new AttrConstraint(new ASN1ObjectIdentifier("1.2"), List.of(text("A"))))));
    assertThat(HexFormat.of().formatHex(read.encode())).isEqualTo(hex);
  }

  static Stream<ASN1Encodable> forbidden() {
    ASN1ObjectIdentifier data = CmsOids.DATA;
    DERSequence plain = new DERSequence(data);
    DERSet one = new DERSet(new ASN1Integer(1));
    DERSequence constraint = new DERSequence(new ASN1Encodable[] {MANUFACTURER, one});
    Stream<DERSequence> entries =
        Stream.of(
            new DERSequence(new ASN1Encodable[] {data, new ASN1Enumerated(0)}),
            new DERSequence(new ASN1Encodable[] {data, new ASN1Enumerated(2)}),
            new DERSequence(new ASN1Encodable[] {data, new DERSequence()}),
            new DERSequence(
                new ASN1Encodable[] {
                  data, new DERSequence(new ASN1Encodable[] {constraint, constraint})
                }),
            new DERSequence(
                new ASN1Encodable[] {
                  data,
                  new DERSequence(new DERSequence(new ASN1Encodable[] {MANUFACTURER, new DERSet()}))
                }),
            new DERSequence(new ASN1Encodable[] {ContentTypeConstraint.ANY, new ASN1Enumerated(1)}),
            new DERSequence(
                new ASN1Encodable[] {ContentTypeConstraint.ANY, new DERSequence(constraint)}),
            new DERSequence(new ASN1Encodable[] {data, new DEROctetString(new byte[1])}));
    Stream<DERSequence> intermediate =
        ContentTypeConstraint.INTERMEDIATE.stream().map(DERSequence::new);
    return Stream.concat(
        Stream.of(new DERSequence(), new DERSequence(new ASN1Encodable[] {plain, plain})),
        Stream.concat(entries, intermediate).map(DERSequence::new));
  }

  @ParameterizedTest
  @MethodSource("forbidden")
  @Requirement({"R6010-2-5", "R6010-2-8", "R6010-2-9", "R6010-2-12"})
  void whatTheRfcForbidsIsRefused(ASN1Encodable value) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> ContentConstraints.decode(Encoded.of(value).octets()))
        .withMessageContaining("/CMSContentConstraints");
  }

  @Test
  @Requirement({"R6010-2-5", "R6010-2-8", "R6010-2-9", "R6010-2-12"})
  void nothingForbiddenIsBuilt() {
    ContentTypeConstraint data = ContentTypeConstraint.of(CmsOids.DATA);
    AttrConstraint one = new AttrConstraint(MANUFACTURER, List.of(text("A")));
    assertThatIllegalArgumentException().isThrownBy(() -> ContentConstraints.of(data, data));
    assertThatIllegalArgumentException().isThrownBy(ContentConstraints::of);
    assertThat(ContentTypeConstraint.INTERMEDIATE)
        .hasSize(9)
        .allSatisfy(type ->
            assertThatIllegalArgumentException().isThrownBy(() -> ContentTypeConstraint.of(type)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ContentTypeConstraint(ContentTypeConstraint.ANY, false, List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ContentTypeConstraint(CmsOids.DATA, true, List.of(one, one)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AttrConstraint(MANUFACTURER, List.of()));
  }

  @Test
  void whateverIsBuiltComesBack() {
    Some.check(some -> {
      ContentConstraints constraints = constraints(some);
      assertThat(ContentConstraints.decode(constraints.encode())).isEqualTo(constraints);
    });
  }

  @Test
  @Requirement({"S-50", "S-53"})
  void damageNeverEscapes() {
    byte[] der = constraints(Some.seed(7)).encode();
    assertThat(Damage.everywhere(der, ContentConstraints::decode)).isGreaterThan(der.length);
  }

  private static ContentConstraints constraints(Some some) {
    List<ContentTypeConstraint> types = new ArrayList<>();
    for (ASN1ObjectIdentifier type : types(some)) {
      types.add(
          new ContentTypeConstraint(
              type,
              some.yes(),
              types(some).stream().map(t -> new AttrConstraint(t, values(some))).toList()));
    }
    some.perhaps(ContentTypeConstraint::any).ifPresent(types::add);
    return new ContentConstraints(types.isEmpty() ? List.of(ContentTypeConstraint.any()) : types);
  }

  private static List<ASN1ObjectIdentifier> types(Some some) {
    return some.list(0, 5, some::oid).stream().distinct().map(ASN1ObjectIdentifier::new).toList();
  }

  private static List<Encoded> values(Some some) {
    return some.list(
        1,
        4,
        () ->
            some.either(
                () -> text(some.text(0, 20)), () -> Encoded.of(new ASN1Integer(some.integer(70)))));
  }
}
