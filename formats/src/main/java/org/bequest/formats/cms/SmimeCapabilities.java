package org.bequest.formats.cms;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.pkix.Csr;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * The algorithms that somebody has, in the order of preference.
 *
 * <pre>
 * SMIMECapabilities ::= SEQUENCE OF SMIMECapability
 *
 * SMIMECapability ::= SEQUENCE {
 *   capabilityID OBJECT IDENTIFIER,
 *   parameters   ANY DEFINED BY capabilityID OPTIONAL }           -- RFC 8551 section 2.5.2
 * </pre>
 */
public record SmimeCapabilities(List<AlgorithmIdentifier> algorithms) {
  public static final SmimeCapabilities NONE = new SmimeCapabilities(List.of());

  private static final String PATH = "/attributes/smimeCapabilities";
  private static final int MOST = 128;

  public SmimeCapabilities {
    algorithms = List.copyOf(algorithms);
  }

  /** Of whoever sent this request; empty when it does not say (RFC 7030 section 4.4.1). */
  public static Optional<SmimeCapabilities> of(Csr csr) throws MalformedException {
    Optional<Attribute> attribute = csr.attribute(CmsOids.SMIME_CAPABILITIES);
    if (attribute.isEmpty()) {
      return Optional.empty();
    }
    if (attribute.get().getAttrValues().size() != 1) {
      throw new MalformedException("not exactly one value at " + PATH);
    }
    return Optional.of(decode(attribute.get().getAttrValues().getObjectAt(0)));
  }

  public static SmimeCapabilities decode(ASN1Encodable value) throws MalformedException {
    ASN1Sequence sequence = Asn1.typed(value, ASN1Sequence::getInstance, PATH);
    if (sequence.size() > MOST) {
      throw new MalformedException("more than " + MOST + " elements at " + PATH);
    }
    Function<ASN1Encodable, AlgorithmIdentifier> type = AlgorithmIdentifier::getInstance;
    List<AlgorithmIdentifier> algorithms = new ArrayList<>();
    for (ASN1Encodable element : sequence) {
      algorithms.add(Asn1.typed(element, type, PATH));
    }
    return new SmimeCapabilities(algorithms);
  }

  /** The value of the attribute {@link CmsOids#SMIME_CAPABILITIES}. */
  public ASN1Encodable encode() {
    return new DERSequence(algorithms.toArray(AlgorithmIdentifier[]::new));
  }

  public boolean isEmpty() {
    return algorithms.isEmpty();
  }
}
