package org.bequest.client.cmc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.Providers;
import org.bequest.crypto.cmc.CmcDigest;
import org.bequest.crypto.cmc.CmcMac;
import org.bequest.crypto.cmc.IdentityWitness;
import org.bequest.crypto.cmc.PopLink;
import org.bequest.crypto.cms.AuthenticatedMessage;
import org.bequest.crypto.cms.ContentCipher;
import org.bequest.crypto.cms.EnvelopedMessage;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.Recipient;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cmc.CmcUnsignedData;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.RequestSequence;
import org.bequest.formats.cmc.TaggedAttribute;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.Identification;
import org.bequest.formats.cmc.control.PopLinkRandom;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.TaggedContentInfo;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.cert.X509CertificateHolder;

/** Writes the messages of one sender: proofs, protection, encryption. */
final class MessageWriter {
  private final FullRequest request;

  MessageWriter(FullRequest request) {
    this.request = request;
  }

  /** What is asked for, as it goes into the first message and stays the same in later ones. */
  Asked ask() {
    byte[] random = new byte[PopLink.RANDOM_OCTETS];
    Providers.random().nextBytes(random);
    PopLinkRandom linkRandom = new PopLinkRandom(Octets.of(random));
    Optional<Control> link = link(linkRandom);
    List<TaggedRequest> requests = new ArrayList<>();
    for (WantedCertificate wanted : request.wanted()) {
      BodyPartId id = FullRequest.numberOf(requests.size());
      requests.add(new RequestWriter(wanted, isNamed(wanted), link).write(id));
    }
    return new Asked(RequestSequence.of(requests), link.map(_ -> linkRandom));
  }

  private boolean isNamed(WantedCertificate wanted) {
    return wanted.key() instanceof RequestKey.Decrypting
        || switch (request.sender()) {
          case Sender.Unnamed _, Sender.Proving _ -> true;
          case Sender.Certified _, Sender.Authenticating _, Sender.Unsigned _ -> false;
        };
  }

  /**
   * @param linkRandom over which the witnesses in the requests are computed
   */
  record Asked(RequestSequence requests, Optional<PopLinkRandom> linkRandom) {
    static final Asked NOTHING = new Asked(RequestSequence.of(List.of()), Optional.empty());
  }

  private Optional<Control> link(PopLinkRandom random) {
    if (request.wanted().isEmpty()) {
      return Optional.empty();
    }
    return switch (request.sender()) {
      case Sender.Proving(SharedSecret secret, var strength) ->
          Optional.of(withSecret(secret, octets -> link(octets, random, strength)));
      case Sender.Authenticating(SharedSecret secret) ->
          Optional.of(withSecret(secret, octets -> link(octets, random, Sender.Strength.SHA256)));
      case Sender.Certified _, Sender.Unnamed _, Sender.Unsigned _ -> Optional.empty();
    };
  }

  private static Control link(byte[] secret, PopLinkRandom random, Sender.Strength strength) {
    return switch (strength) {
      case SHA1 -> PopLink.tieWithSha1(secret, random);
      case SHA256 -> PopLink.tie(secret, random);
      case SHA384 -> PopLink.tie(secret, random, CmcDigest.SHA384, CmcMac.HMAC_SHA384);
    };
  }

  /** Uses the octets of a secret. */
  @FunctionalInterface
  private interface Use {
    Control of(byte[] octets);
  }

  private static Control withSecret(SharedSecret secret, Use use) {
    byte[] octets = secret.secret().octets();
    try {
      return use.of(octets);
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  /**
   * A whole message.
   *
   * @param controls besides those that show who sends it
   */
  byte[] write(Asked asked, List<Control> controls, Instant now) {
    List<Control> all = new ArrayList<>(controls);
    all.addAll(identity(asked));
    asked.linkRandom().ifPresent(all::add);
    PkiData data =
        new PkiData(
            numbered(all, asked), asked.requests(), request.enclosed().messages(), List.of());
    Content content = new Content(CmsOids.PKI_DATA, data.encode());
    return encrypted(protectedBy(content, now)).encode();
  }

  private List<Control> identity(Asked asked) {
    return switch (request.sender()) {
      case Sender.Proving(SharedSecret secret, var strength) -> {
        List<Control> controls = new ArrayList<>(named(secret));
        controls.add(withSecret(secret, octets -> proof(secret, octets, strength, asked)));
        yield controls;
      }
      case Sender.Authenticating(SharedSecret secret) -> named(secret);
      case Sender.Certified _, Sender.Unnamed _, Sender.Unsigned _ -> List.of();
    };
  }

  private static List<Control> named(SharedSecret secret) {
    return secret.identification().<Control>map(Identification::new).stream().toList();
  }

  private static Control proof(
      SharedSecret secret, byte[] octets, Sender.Strength strength, Asked asked) {
    var known = secret.known(octets);
    var requests = asked.requests().encoded();
    return switch (strength) {
      case SHA1 -> IdentityWitness.proveWithSha1(known, requests);
      case SHA256 -> IdentityWitness.prove(known, requests);
      case SHA384 -> IdentityWitness.prove(known, requests, CmcDigest.SHA384, CmcMac.HMAC_SHA384);
    };
  }

  /** After the requests, and around the messages of others, which have their numbers already. */
  private List<TaggedAttribute> numbered(List<Control> controls, Asked asked) {
    List<BodyPartId> taken =
        request.enclosed().messages().stream().map(TaggedContentInfo::id).toList();
    List<TaggedAttribute> numbered = new ArrayList<>();
    long next = 1L + asked.requests().requests().size();
    for (Control control : controls) {
      while (taken.contains(new BodyPartId(next))) {
        next++;
      }
      numbered.add(new TaggedAttribute(new BodyPartId(next++), control));
    }
    return numbered;
  }

  private Content protectedBy(Content content, Instant now) {
    return switch (request.sender()) {
      case Sender.Certified(MessageSigner signer) ->
          withUnsigned(SignedMessage.of(content).by(signer)).signingTime(now).sign();
      case Sender.Unnamed _, Sender.Proving _ ->
          SignedMessage.of(content).by(requestedKey()).signingTime(now).sign();
      case Sender.Authenticating(SharedSecret secret) -> {
        try (Secret password = secret.password()) {
          yield AuthenticatedMessage.authenticate(
              content, List.of(Recipient.Password.of(password)));
        }
      }
      case Sender.Unsigned _ -> SignedMessage.of(content).sign();
    };
  }

  private SignedMessage withUnsigned(SignedMessage message) {
    List<CmcUnsignedData> data = request.enclosed().unsigned();
    if (data.isEmpty()) {
      return message;
    }
    ASN1EncodableVector values = new ASN1EncodableVector();
    data.forEach(one -> values.add(element(one)));
    return message.unsignedAttribute(new Attribute(CmsOids.CMC_UNSIGNED_DATA, new DERSet(values)));
  }

  private static ASN1Primitive element(CmcUnsignedData data) {
    try {
      return data.encode().value();
    } catch (MalformedException e) {
      throw new IllegalStateException("what was decoded has an encoding", e);
    }
  }

  /** The key has no certificate yet: it is named as its request names it. */
  private MessageSigner requestedKey() {
    return request.wanted().stream()
        .map(WantedCertificate::key)
        .filter(RequestKey.Signing.class::isInstance)
        .map(RequestKey.Signing.class::cast)
        .findFirst()
        .map(key -> MessageSigner.withoutCertificate(key.signer(), key.identifier()))
        .orElseThrow(
            () -> new IllegalStateException("none of the requested keys can sign the message"));
  }

  /** RFC 5272 section 5: EnvelopedData around the signed message. */
  private Content encrypted(Content message) {
    Optional<X509CertificateHolder> recipient = request.recipient();
    if (recipient.isEmpty()) {
      return message;
    }
    X509CertificateHolder certificate = recipient.get();
    Recipient exchange =
        Recipient.of(EntityIdentifier.of(certificate), certificate.getSubjectPublicKeyInfo());
    return EnvelopedMessage.encrypt(message, ContentCipher.AES_256_CBC, List.of(exchange));
  }
}
