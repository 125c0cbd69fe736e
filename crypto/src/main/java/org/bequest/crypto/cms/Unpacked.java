package org.bequest.crypto.cms;

import java.util.List;
import java.util.stream.Stream;
import org.bequest.crypto.cms.SignatureCheck.VerifiedSigner;
import org.bequest.formats.cms.CmsMediaType;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.Layer;
import org.bequest.formats.cms.SignedContent;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;

/** What came of walking through the layers of a message. */
public sealed interface Unpacked {
  /**
   * Every layer opened, every signature and MAC is good. Whether the signers may be believed is not
   * said.
   *
   * @param layers outermost first
   */
  record Whole(Content leaf, List<OpenedLayer> layers) implements Unpacked {
    public Whole {
      layers = List.copyOf(layers);
    }

    /** As a header would describe it. */
    public CmsMediaType mediaType() {
      return CmsMediaType.of(types(), leaf.type());
    }

    /** Of the layers, outermost first. */
    public List<ASN1ObjectIdentifier> types() {
      return layers.stream().map(l -> l.layer().type()).toList();
    }

    /** That all signed layers bring along, believed in nothing. */
    public List<X509CertificateHolder> certificates() {
      return layers.stream()
          .flatMap(l ->
              l.layer() instanceof SignedContent signed
                  ? signed.certificates().stream()
                  : Stream.<X509CertificateHolder>empty())
          .distinct()
          .toList();
    }

    /** Of all layers; each of them is to lead to an authorised anchor. */
    public List<VerifiedSigner> signers() {
      return layers.stream().flatMap(l -> l.signers().stream()).toList();
    }
  }

  /**
   * A collection: every layer around it opened, and its members came to this, in their order (RFC
   * 4073 section 2). One that is whole names the layers around the collection too.
   *
   * @param layers outermost first; the collection is the last of them
   */
  record Collected(List<OpenedLayer> layers, List<Unpacked> members) implements Unpacked {
    public Collected {
      layers = List.copyOf(layers);
      members = List.copyOf(members);
    }

    /** Those that opened, also out of collections in it, each with its whole path. */
    public List<Whole> leaves() {
      return members.stream()
          .flatMap(member ->
              switch (member) {
                case Whole whole -> Stream.of(whole);
                case Collected collected -> collected.leaves().stream();
                case Stopped _ -> Stream.empty();
              })
          .toList();
    }
  }

  /** There is nothing to show. */
  sealed interface Stopped extends Unpacked {}

  /**
   * @param signers empty but for a SignedData
   */
  record OpenedLayer(Layer layer, List<VerifiedSigner> signers) {
    public OpenedLayer {
      signers = List.copyOf(signers);
    }
  }

  /** Encrypted for others. */
  record NotForUs() implements Stopped {}

  /**
   * @param why a signature is not good, in a layer that anybody could read
   */
  record Unverified(SignatureCheck.Refused why) implements Stopped {}

  /**
   * It was not tried, for what anybody can see in the message.
   *
   * @param detail one clause fit for the peer
   */
  record Refused(String detail) implements Stopped {}

  /**
   * A key or a ciphertext is wrong, or what came out of a ciphertext that nothing protects against
   * changes. Whoever could tell these apart would use us to decrypt.
   */
  record Failed() implements Stopped {}
}
