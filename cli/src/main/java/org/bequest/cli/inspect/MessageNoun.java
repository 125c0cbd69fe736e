package org.bequest.cli.inspect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.SequenceReader;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.cms.CMSAlgorithmProtection;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** Messages of CMS (RFC 5652) in every shape, and the attributes that are theirs. */
final class MessageNoun implements Noun {
  private static final ASN1ObjectIdentifier CONTENT_HINTS =
      new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.2.4");

  @Override
  public List<Document> documents() {
    return List.of(
        Document.ofShape("ContentInfo", "RFC 5652", "Q\\(i0\\)", MessageNoun::message)
            .labelled("PKCS7", "CMS", "PKCS #7 SIGNED DATA"));
  }

  @Override
  public List<Kind> contents() {
    return List.of(
        new Kind(
            CmsOids.CONTENT_INFO,
            "id-ct-contentInfo",
            (encoded, in) -> in.enclosedContentInfo(Content.decode(encoded))));
  }

  @Override
  public List<Kind> attributes() {
    return List.of(
        new Kind(CmsOids.SIGNING_TIME, "signingTime", MessageNoun::signingTime),
        new Kind(CmsOids.BINARY_SIGNING_TIME, "id-aa-binarySigningTime", MessageNoun::binaryTime),
        new Kind(CONTENT_HINTS, "id-aa-contentHints", MessageNoun::hints),
        new Kind(CmsOids.ALGORITHM_PROTECTION, "CMSAlgorithmProtection", MessageNoun::protection),
        new Kind(CmsOids.SMIME_CAPABILITIES, "smimeCapabilities", MessageNoun::capabilities));
  }

  private static Shown message(byte[] encoded, Inspection in) throws MalformedException {
    return in.contentInfo(Content.decode(encoded));
  }

  private static <T> T typed(byte[] encoded, Function<Object, T> type, String path)
      throws MalformedException {
    Object value = Asn1.ber(encoded, Item.LIMITS);
    return Asn1.typed(value, type, path);
  }

  private static Shown signingTime(byte[] encoded, Inspection in) throws MalformedException {
    Time time = typed(encoded, Time::getInstance, "/SigningTime");
    return Asn1.typed(time, t -> Shown.time(t.getDate().toInstant()), "/SigningTime");
  }

  /** RFC 4049: seconds since 1970. */
  private static Shown binaryTime(byte[] encoded, Inspection in) throws MalformedException {
    ASN1Integer seconds = typed(encoded, ASN1Integer::getInstance, "/BinaryTime");
    return Asn1.typed(
        seconds, s -> Shown.time(Instant.ofEpochSecond(s.longValueExact())), "/BinaryTime");
  }

  /** RFC 2634 section 2.9: a description in UTF-8, and the type of the innermost content. */
  private static Shown hints(byte[] encoded, Inspection in) throws MalformedException {
    SequenceReader fields = SequenceReader.of(Asn1.ber(encoded, Item.LIMITS), "/ContentHints");
    Shown.Builder shown = Shown.fields();
    if (!fields.startsWith(ASN1ObjectIdentifier.class)) {
      shown.add("contentDescription", in.any(fields.next("contentDescription")));
    }
    shown.add("contentType", in.oid(fields.next("contentType", ASN1ObjectIdentifier::getInstance)));
    fields.end();
    return shown.shown();
  }

  private static Shown protection(byte[] encoded, Inspection in) throws MalformedException {
    CMSAlgorithmProtection value =
        typed(encoded, CMSAlgorithmProtection::getInstance, "/CMSAlgorithmProtection");
    Shown.Builder fields =
        Shown.fields().add("digestAlgorithm", in.algorithm(value.getDigestAlgorithm()));
    AlgorithmIdentifier signature = value.getSignatureAlgorithm();
    AlgorithmIdentifier mac = value.getMacAlgorithm();
    if (signature != null) {
      fields.add("signatureAlgorithm", in.algorithm(signature));
    }
    if (mac != null) {
      fields.add("macAlgorithm", in.algorithm(mac));
    }
    return fields.shown();
  }

  /** RFC 8551 section 2.5.2: as algorithm identifiers, of which many have no parameters. */
  private static Shown capabilities(byte[] encoded, Inspection in) throws MalformedException {
    ASN1Sequence list = typed(encoded, ASN1Sequence::getInstance, "/SMIMECapabilities");
    List<Shown> shown = new ArrayList<>();
    for (ASN1Encodable element : list) {
      Object one = element;
      shown.add(
          in.algorithm(Asn1.typed(one, AlgorithmIdentifier::getInstance, "/SMIMECapability")));
    }
    return Shown.list(shown);
  }
}
