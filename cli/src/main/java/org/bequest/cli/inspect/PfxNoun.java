package org.bequest.cli.inspect;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.crypto.pkcs12.Pkcs12Contents;
import org.bequest.crypto.pkcs12.Pkcs12File;
import org.bequest.crypto.pkcs12.Pkcs12Limits;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.SequenceReader;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * PKCS#12 files: what stands in the open, and with a password the keys' public halves and the
 * certificates.
 *
 * <pre>
 * PFX ::= SEQUENCE {
 *   version  INTEGER { v3(3) },
 *   authSafe ContentInfo,
 *   macData  MacData OPTIONAL }
 *
 * MacData ::= SEQUENCE {
 *   mac        DigestInfo,
 *   macSalt    OCTET STRING,
 *   iterations INTEGER DEFAULT 1 }                                -- RFC 7292 section 4
 * </pre>
 */
final class PfxNoun implements Noun {
  private static final int MOST_NESTED = 4;
  private static final int MOST_BAGS = 1000;

  @Override
  public List<Document> documents() {
    return List.of(
        Document.ofShape("PFX", "RFC 7292", "Q\\(IQ\\(i0\\)Q?(\\(.*\\))?\\)", PfxNoun::read)
            .labelled("PKCS12"));
  }

  static Shown read(byte[] encoded, Inspection in) throws MalformedException {
    SequenceReader fields = SequenceReader.of(Asn1.ber(encoded, Item.LIMITS), "/PFX");
    ASN1Integer version = fields.next("version", ASN1Integer::getInstance);
    Content authSafe = Content.of(fields.next("authSafe"));
    Optional<ASN1Primitive> mac = fields.optional(ASN1Sequence.class::isInstance);
    fields.end();
    Shown.Builder shown =
        Shown.fields().add("version", version(version)).add("authSafe", authSafe(authSafe, in));
    if (mac.isPresent()) {
      shown.add("macData", mac(mac.get(), in));
    }
    return shown.add("opened", in.means().password().map(_ -> opened(encoded, in))).shown();
  }

  private static Shown version(ASN1Integer version) {
    Shown shown = Shown.number(version.getValue());
    return version.hasValue(3) ? shown : shown.but("there is no version but 3 (RFC 7292 4)");
  }

  private static Shown mac(ASN1Primitive value, Inspection in) throws MalformedException {
    SequenceReader fields = SequenceReader.of(value, "/PFX/macData");
    SequenceReader digest = SequenceReader.of(fields.next("mac"), "/PFX/macData/mac");
    AlgorithmIdentifier algorithm =
        digest.next("digestAlgorithm", AlgorithmIdentifier::getInstance);
    byte[] octets = digest.next("digest", ASN1OctetString::getInstance).getOctets();
    Shown.Builder shown =
        Shown.fields()
            .add(
                "mac",
                Shown.fields()
                    .add("digestAlgorithm", in.algorithm(algorithm))
                    .add("digest", octets)
                    .shown())
            .add("macSalt", fields.next("macSalt", ASN1OctetString::getInstance).getOctets());
    if (fields.hasMore()) {
      shown.add("iterations", iterations(fields.next("iterations", ASN1Integer::getInstance)));
    }
    fields.end();
    return shown.shown();
  }

  private static Shown iterations(ASN1Integer count) {
    Shown shown = Shown.number(count.getValue());
    return count.getValue().equals(BigInteger.ONE)
        ? shown.but("not DER: the DEFAULT 1 is encoded")
        : shown;
  }

  private static Shown authSafe(Content content, Inspection in) throws MalformedException {
    if (!content.is(CmsOids.DATA)) {
      return in.enclosedContentInfo(content)
          .but("not under a password: no PKCS#12 file that is read here");
    }
    ASN1Primitive parts = Asn1.ber(content.octets(), Item.LIMITS);
    List<Shown> list = new ArrayList<>();
    for (ASN1Encodable part : sequence(parts, "/AuthenticatedSafe")) {
      list.add(part(Content.of(part), in));
    }
    return Shown.fields()
        .add("contentType", in.oid(content.type()))
        .add("content", Shown.list(list))
        .shown();
  }

  private static ASN1Sequence sequence(ASN1Encodable value, String path) throws MalformedException {
    return Asn1.typed((Object) value, ASN1Sequence::getInstance, path);
  }

  private static Shown part(Content part, Inspection in) throws MalformedException {
    return part.is(CmsOids.DATA)
        ? Shown.fields()
            .add("contentType", in.oid(part.type()))
            .add("content", bags(Asn1.ber(part.octets(), Item.LIMITS), in, 1))
            .shown()
        : in.closed().enclosedContentInfo(part);
  }

  private static Shown bags(ASN1Encodable contents, Inspection in, int depth)
      throws MalformedException {
    ASN1Sequence bags = sequence(contents, "/SafeContents");
    if (depth > MOST_NESTED || bags.size() > MOST_BAGS) {
      throw new MalformedException("too many bags at /SafeContents");
    }
    List<Shown> list = new ArrayList<>();
    for (ASN1Encodable bag : bags) {
      list.add(bag(bag, in, depth));
    }
    return Shown.list(list);
  }

  private static Shown bag(ASN1Encodable value, Inspection in, int depth)
      throws MalformedException {
    SequenceReader fields = SequenceReader.of(value, "/SafeBag");
    ASN1ObjectIdentifier id = fields.next("bagId", ASN1ObjectIdentifier::getInstance);
    ASN1Primitive inner = explicit(fields, "bagValue");
    Shown.Builder shown = Shown.fields().add("bagId", in.oid(id));
    shown.add("bagValue", bagValue(id, inner, in, depth));
    if (fields.hasMore()) {
      List<Shown> attributes = new ArrayList<>();
      for (ASN1Encodable one : fields.next("bagAttributes", ASN1Set::getInstance)) {
        Object attribute = one;
        attributes.add(
            in.attribute(Asn1.typed(attribute, Attribute::getInstance, "/SafeBag/bagAttributes")));
      }
      shown.add("bagAttributes", Shown.list(attributes));
    }
    fields.end();
    return shown.shown();
  }

  private static ASN1Primitive explicit(SequenceReader fields, String name)
      throws MalformedException {
    return Asn1.typed(
        fields.next(name, ASN1TaggedObject::getInstance),
        t -> t.getExplicitBaseObject().toASN1Primitive(),
        "/" + name);
  }

  /** What may be a secret is not shown, and of a kind that is not known anything may be one. */
  private static Shown bagValue(
      ASN1ObjectIdentifier id, ASN1Primitive value, Inspection in, int depth)
      throws MalformedException {
    if (id.equals(PKCSObjectIdentifiers.keyBag)) {
      return new PrivateKeyView(in).oneAsymmetricKey(value);
    }
    if (id.equals(PKCSObjectIdentifiers.pkcs8ShroudedKeyBag)) {
      Object key = value;
      return new PrivateKeyView(in)
          .shrouded(
              Asn1.typed(key, EncryptedPrivateKeyInfo::getInstance, "/EncryptedPrivateKeyInfo"));
    }
    if (id.equals(PKCSObjectIdentifiers.certBag)) {
      return certificate(value, in);
    }
    return id.equals(PKCSObjectIdentifiers.safeContentsBag)
        ? bags(value, in, depth + 1)
        : Shown.hidden();
  }

  private static Shown certificate(ASN1Primitive value, Inspection in) throws MalformedException {
    SequenceReader fields = SequenceReader.of(value, "/CertBag");
    ASN1ObjectIdentifier id = fields.next("certId", ASN1ObjectIdentifier::getInstance);
    ASN1Primitive inner = explicit(fields, "certValue");
    fields.end();
    Shown.Builder shown = Shown.fields().add("certId", in.oid(id));
    if (!id.equals(PKCSObjectIdentifiers.x509Certificate)) {
      return shown.add("certValue", in.any(inner)).shown();
    }
    byte[] octets =
        Asn1.typed((Object) inner, ASN1OctetString::getInstance, "/CertBag/certValue").getOctets();
    return shown.add("certValue", in.enclosedCertificate(CertificateNoun.holder(octets))).shown();
  }

  /** By the code that takes such files for a device. */
  private static Shown opened(byte[] encoded, Inspection in) {
    try (Pkcs12File file =
        Pkcs12File.read(encoded, in.means().password().orElseThrow(), Pkcs12Limits.STANDARD)) {
      List<Shown> entries = new ArrayList<>();
      for (Pkcs12Contents entry : file.entries()) {
        entries.add(entry(entry, in));
      }
      return Shown.fields()
          .add("keys", Shown.list(entries))
          .add("others", certificates(file.others(), in))
          .shown();
    } catch (MalformedException e) {
      return Shown.text("not opened").untrusted(Fault.text(e));
    }
  }

  private static Shown entry(Pkcs12Contents entry, Inspection in) throws MalformedException {
    return Shown.fields()
        .add("friendlyName", entry.friendlyName())
        .add("publicHalf", new PrivateKeyView(in).publicHalf(entry.key()))
        .add("chain", certificates(entry.chain(), in))
        .shown();
  }

  private static Shown certificates(List<X509CertificateHolder> certificates, Inspection in)
      throws MalformedException {
    List<Shown> list = new ArrayList<>();
    for (X509CertificateHolder certificate : certificates) {
      list.add(in.enclosedCertificate(certificate));
    }
    return Shown.list(list);
  }
}
