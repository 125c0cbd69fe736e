package org.bequest.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.cms.CmsLimits;
import org.bequest.formats.cms.Content;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * The fields of a layer that its record does not keep, because whoever writes one computes them:
 * its version, the digest algorithms, the originator.
 */
record RawLayer(ASN1Sequence fields) {
  private static final int NEWEST_COMPUTED = 3;

  static RawLayer of(Content content) throws MalformedException {
    ASN1Primitive value = Asn1.ber(content.octets(), CmsLimits.STANDARD.structure());
    return new RawLayer(
        Asn1.typed(
            value,
            v ->
                v instanceof ASN1TaggedObject tagged
                    ? ASN1Sequence.getInstance(tagged, false)
                    : ASN1Sequence.getInstance(v),
            "/content"));
  }

  /**
   * @param encoder of the same layer, with the version that its fields ask for
   */
  Shown version(Supplier<Content> encoder) {
    Optional<ASN1Integer> version = number(fields);
    if (version.isEmpty()) {
      return Shown.text("(none)");
    }
    Shown shown = Shown.number(version.get().getValue());
    Optional<ASN1Integer> wanted = wanted(encoder);
    boolean computed = originator().isEmpty() && isSmall(version.get());
    return computed && wanted.isPresent() && !wanted.equals(version)
        ? shown.but("its fields ask for version " + wanted.get() + " (RFC 5652)")
        : shown;
  }

  /** Higher ones come with certificates of kinds that are left out here. */
  private static boolean isSmall(ASN1Integer version) {
    return version.getValue().bitLength() <= 8 && version.intValueExact() <= NEWEST_COMPUTED;
  }

  private static Optional<ASN1Integer> wanted(Supplier<Content> encoder) {
    try {
      return number(of(encoder.get()).fields());
    } catch (MalformedException | RuntimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<ASN1Integer> number(ASN1Sequence fields) {
    return fields.size() > 0 && fields.getObjectAt(0) instanceof ASN1Integer version
        ? Optional.of(version)
        : Optional.empty();
  }

  /** Of a SignedData. */
  Shown digestAlgorithms(Inspection in) {
    List<Shown> list = new ArrayList<>();
    if (fields.getObjectAt(1) instanceof ASN1Set algorithms) {
      for (ASN1Encodable algorithm : algorithms) {
        list.add(in.algorithm(AlgorithmIdentifier.getInstance(algorithm)));
      }
    }
    return Shown.list(list);
  }

  Optional<Shown> originator(Inspection in) {
    return originator().map(in::any);
  }

  /** The field after the version with tag 0, which in a layer with recipients is this. */
  private Optional<ASN1TaggedObject> originator() {
    return fields.size() > 1
            && fields.getObjectAt(1) instanceof ASN1TaggedObject tagged
            && tagged.getTagNo() == 0
        ? Optional.of(tagged)
        : Optional.empty();
  }
}
