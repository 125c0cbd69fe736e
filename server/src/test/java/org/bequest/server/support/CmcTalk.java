package org.bequest.server.support;

import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.Signer;
import org.bequest.crypto.cms.MessageSigner;
import org.bequest.crypto.cms.SignatureCheck;
import org.bequest.crypto.cms.SignedMessage;
import org.bequest.crypto.cms.SignerKeys;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.PkiResponse;
import org.bequest.formats.cmc.TaggedAttribute;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.StatusInfoV2;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.TaggedRequest;
import org.bequest.formats.cmc.status.StatusInfo;
import org.bequest.formats.cms.CertsOnly;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.BodyContent;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;

/** Full PKI Requests and Responses, as tests make and read them. */
public final class CmcTalk {
  public static final String PATH = "/.well-known/est/cmc/fullcmc";
  private static final int FIRST_CONTROL = 100;

  private CmcTalk() {}

  /** Requests are numbered from 1, controls from 100. */
  public static PkiData data(List<Csr> requests, Control... controls) {
    List<TaggedRequest> tagged = new ArrayList<>();
    for (Csr csr : requests) {
      tagged.add(TaggedRequest.of(new BodyPartId(tagged.size() + 1), csr));
    }
    return PkiData.of(tagged(controls), tagged);
  }

  public static List<TaggedAttribute> tagged(Control... controls) {
    List<TaggedAttribute> tagged = new ArrayList<>();
    for (Control control : controls) {
      tagged.add(new TaggedAttribute(new BodyPartId(FIRST_CONTROL + tagged.size()), control));
    }
    return tagged;
  }

  public static Content content(PkiData data) {
    return new Content(CmsOids.PKI_DATA, data.encode());
  }

  /** By whoever has a certificate, which comes along. */
  public static byte[] signed(PkiData data, TlsIdentity identity) {
    return SignedMessage.sign(content(data), signer(identity)).encode();
  }

  public static MessageSigner signer(TlsIdentity identity) {
    try {
      return MessageSigner.of(
          PrivateKeySigner.of(identity.key(), identity.chain().getFirst().getPublicKey()),
          new JcaX509CertificateHolder(identity.chain().getFirst()),
          List.of());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** By a key that has no certificate yet. */
  public static byte[] signed(PkiData data, KeyPair keys, byte[] keyIdentifier) {
    Signer signer = PrivateKeySigner.of(keys);
    return SignedMessage.sign(
            content(data), MessageSigner.withoutCertificate(signer, keyIdentifier))
        .encode();
  }

  /** A request for a certificate of its own key, which it names, as whoever signs with it must. */
  public static Csr naming(CsrBuilder builder, KeyPair keys) {
    return TestKeys.sign(builder.extension(identifier(identifier(keys))), keys);
  }

  public static Extension identifier(byte[] identifier) {
    return new Extension(
        Extension.subjectKeyIdentifier, false, octets(new DEROctetString(identifier)));
  }

  private static byte[] octets(ASN1Object value) {
    try {
      return value.getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As {@link #naming} names it. */
  public static byte[] identifier(KeyPair keys) {
    byte[] key = keys.getPublic().getEncoded();
    return Arrays.copyOfRange(key, key.length - 20, key.length);
  }

  /** What /fullcmc says to this. */
  public static HttpReply post(RawClient client, byte[] message, String... headers) {
    return postTo(client, PATH, message, headers);
  }

  public static HttpReply postTo(RawClient client, String path, byte[] message, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Content-Type: application/pkcs7-mime; smime-type=CMC-request");
    return client.postAs(path, Base64Body.encode(message), all);
  }

  /** A Full PKI Response whose signature is right. */
  public record Full(PkiResponse response, SignedContent signed) {
    public List<StatusInfo> statuses() {
      return response.controls(StatusInfoV2.class).stream().map(StatusInfoV2::info).toList();
    }

    /** The only status. */
    public StatusInfo status() {
      List<StatusInfo> all = statuses();
      if (all.size() != 1) {
        throw new IllegalStateException("not one status but " + all);
      }
      return all.getFirst();
    }

    public <C extends Control> Optional<C> control(Class<C> type) {
      return response.controls(type).stream().findFirst();
    }

    /** The certificate of this subject. */
    public Optional<X509CertificateHolder> certificate(String subject) {
      return signed.certificates().stream()
          .filter(c -> c.getSubject().toString().equals(subject))
          .findFirst();
    }
  }

  public static Full full(HttpReply reply) {
    try {
      SignedContent signed = SignedContent.decode(body(reply));
      if (!(SignatureCheck.of(signed, SignerKeys.in(signed)) instanceof SignatureCheck.Verified v)
          || !v.content().is(CmsOids.PKI_RESPONSE)) {
        throw new IllegalStateException("no signed PKIResponse");
      }
      return new Full(PkiResponse.decode(v.content().octets()), signed);
    } catch (MalformedException e) {
      throw new IllegalStateException(reply.text(), e);
    }
  }

  public static List<X509CertificateHolder> certificates(HttpReply reply) {
    try {
      return CertsOnly.decode(body(reply)).certificates();
    } catch (MalformedException e) {
      throw new IllegalStateException(reply.text(), e);
    }
  }

  public static byte[] body(HttpReply reply) {
    try {
      return Base64Body.decode(reply.body(), BodyContent.CMS).value();
    } catch (MalformedException e) {
      throw new IllegalStateException(reply.text(), e);
    }
  }
}
