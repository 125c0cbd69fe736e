package org.bequest.server.endpoint.cmc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.cmc.PopLink;
import org.bequest.crypto.cmc.WitnessPolicy;
import org.bequest.crypto.cmc.WitnessVerdict;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cmc.control.ControlType;
import org.bequest.formats.cmc.control.PopLinkRandom;
import org.bequest.formats.cmc.control.PopLinkWitness;
import org.bequest.formats.cmc.control.PopLinkWitnessV2;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.wire.Reason;
import org.bequest.server.secret.SharedSecret;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.Attribute;

/**
 * Step 7: whoever knows the shared secret also holds the keys (RFC 5272 6.3). Each request has its
 * link witness when the message has a random value for it; without one each has a subject, which
 * the authority compares with what the secret grants. Under a certificate the names do it.
 */
final class PopLinkage implements Step {
  @Override
  public boolean take(CmcMessage message) {
    if (IdentityWitness.speaksFor(message)) {
      return true;
    }
    Optional<PopLinkRandom> random = message.control(PopLinkRandom.class);
    if (message.secret().isPresent() && random.isPresent()) {
      byWitness(message, random.get());
    } else {
      message.wanted().forEach(w -> byName(message, w));
    }
    return !message.results().hasFailed();
  }

  private static void byName(CmcMessage message, Wanted wanted) {
    if (hasWitness(wanted.request())) {
      broken(message, wanted, "a link witness without a shared secret or POP Link Random");
    } else if (message.secret().isPresent() && wanted.csr().subject().size() == 0) {
      message.settle(
          wanted.id(),
          PartOutcome.failed(
              Reason.BAD_NAMES, "neither a link witness nor a subject links it to the secret"));
    }
  }

  private static void byWitness(CmcMessage message, PopLinkRandom random) {
    String name = message.secret().orElseThrow().name();
    Optional<SharedSecret> found = SecretProof.find(message.arrival(), name);
    if (found.isEmpty()) {
      message
          .wanted()
          .forEach(w -> broken(message, w, "the shared secret has just been withdrawn"));
      return;
    }
    try (SharedSecret secret = found.get()) {
      byte[] octets = secret.octets();
      Link link = new Link(octets, random, message.label().fullCmc().witnesses());
      message.wanted().stream()
          .filter(w -> !isLinked(w.request(), link))
          .forEach(w -> broken(message, w, "the link witness is missing or wrong"));
      Arrays.fill(octets, (byte) 0);
    }
  }

  private record Link(byte[] secret, PopLinkRandom random, WitnessPolicy policy) {
    boolean holds(PopLinkWitnessV2 witness) {
      return PopLink.check(witness, secret, random, policy) == WitnessVerdict.VALID;
    }

    boolean holds(PopLinkWitness witness) {
      return PopLink.check(witness, secret, random, policy) == WitnessVerdict.VALID;
    }
  }

  /** Each witness that is there must be right, and one must be there. */
  private static boolean isLinked(TaggedRequest request, Link link) {
    try {
      Optional<Encoded> second = value(request, ControlType.POP_LINK_WITNESS_V2);
      Optional<Encoded> first = value(request, ControlType.POP_LINK_WITNESS);
      return (second.isPresent() || first.isPresent())
          && (second.isEmpty() || link.holds(PopLinkWitnessV2.decode(second.get())))
          && (first.isEmpty() || link.holds(PopLinkWitness.decode(first.get())));
    } catch (MalformedException _) {
      return false;
    }
  }

  /** A link witness as it stands in a request. */
  record Witness(ControlType type, Encoded value) {}

  static List<Witness> witnesses(TaggedRequest request) throws MalformedException {
    List<Witness> found = new ArrayList<>();
    for (ControlType type :
        List.of(ControlType.POP_LINK_WITNESS, ControlType.POP_LINK_WITNESS_V2)) {
      value(request, type).ifPresent(v -> found.add(new Witness(type, v)));
    }
    return found;
  }

  private static boolean hasWitness(TaggedRequest request) {
    try {
      return value(request, ControlType.POP_LINK_WITNESS_V2).isPresent()
          || value(request, ControlType.POP_LINK_WITNESS).isPresent();
    } catch (MalformedException _) {
      return true;
    }
  }

  private static Optional<Encoded> value(TaggedRequest request, ControlType type)
      throws MalformedException {
    return switch (request) {
      case TaggedRequest.Tcr tcr -> attribute(tcr.csr(), type.oid());
      case TaggedRequest.Crm crm -> crm.message().certReq().control(type.oid());
      case TaggedRequest.Orm _ -> Optional.empty();
    };
  }

  private static Optional<Encoded> attribute(Csr csr, ASN1ObjectIdentifier type)
      throws MalformedException {
    Optional<Attribute> attribute = csr.attribute(type);
    if (attribute.isEmpty()) {
      return Optional.empty();
    }
    if (attribute.get().getAttrValues().size() != 1) {
      throw new MalformedException("not exactly one value of " + type);
    }
    return Optional.of(Encoded.of(attribute.get().getAttrValues().getObjectAt(0)));
  }

  private static void broken(CmcMessage message, Wanted wanted, String detail) {
    message.settle(wanted.id(), PartOutcome.failed(Reason.BAD_LINKING, detail));
  }
}
