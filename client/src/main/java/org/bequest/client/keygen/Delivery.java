package org.bequest.client.keygen;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bequest.client.trust.Holders;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Header;
import org.bequest.formats.cms.CertsOnly;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.BodyContent;
import org.bequest.formats.wire.MediaType;
import org.bequest.formats.wire.Multipart;

/**
 * What a server sent for a key that it made (RFC 7030 4.4.2, RFC 8295 8.1 and 8.3.2): taken apart,
 * not opened, not believed. The octets say what is what; media types only say where parts begin.
 *
 * @param certificates of the answer's own certificate part; empty when they stand inside the key's
 */
public record Delivery(KeyPart key, List<X509Certificate> certificates) implements AutoCloseable {
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int PFX_VERSION = 3;

  /** Each form as its octets, which whoever is through with them overwrites. */
  public sealed interface KeyPart {
    byte[] der();

    /** A PrivateKeyInfo that only TLS protected. */
    record Plain(byte[] der) implements KeyPart {}

    /** A ContentInfo: the key is in some layer of it. */
    record Message(byte[] der) implements KeyPart {}

    /** A PFX. */
    record Store(byte[] der) implements KeyPart {}
  }

  /** What one part of an answer turned out to be. */
  private sealed interface Found {
    record Key(KeyPart key) implements Found {}

    record Certificates(List<X509Certificate> certificates) implements Found {}

    record Text() implements Found {}
  }

  public Delivery {
    certificates = List.copyOf(certificates);
  }

  /**
   * @param contentType of the answer; empty when the server sent none
   */
  public static Delivery read(Optional<String> contentType, byte[] body) throws MalformedException {
    MediaType type = contentType.isEmpty() ? MediaType.CMS : MediaType.parse(contentType.get());
    if (type.type().equals("multipart")) {
      return of(Multipart.decode(body, type).parts());
    }
    return of(List.of(new Multipart.Part(type, body)));
  }

  private static Delivery of(List<Multipart.Part> parts) throws MalformedException {
    List<KeyPart> keys = new ArrayList<>();
    List<X509Certificate> certificates = new ArrayList<>();
    for (Multipart.Part part : parts) {
      switch (look(part)) {
        case Found.Key(KeyPart key) -> keys.add(key);
        case Found.Certificates(List<X509Certificate> found) -> certificates.addAll(found);
        case Found.Text() -> {}
      }
    }
    if (keys.size() != 1) {
      keys.forEach(key -> Arrays.fill(key.der(), (byte) 0));
      throw new MalformedException("one private key was expected, " + keys.size() + " came");
    }
    return new Delivery(keys.getFirst(), certificates);
  }

  private static Found look(Multipart.Part part) throws MalformedException {
    try {
      return look(part.type(), Base64Body.decode(part.body(), content(part.type())).value());
    } catch (MalformedException e) {
      if (part.type().type().equals("text")) {
        return new Found.Text();
      }
      throw e;
    }
  }

  private static Found look(MediaType said, byte[] der) throws MalformedException {
    Header outer = Header.read(der, 0, der.length);
    Header first = Header.read(der, outer.content(), der.length);
    if (outer.identifier() != SEQUENCE) {
      throw new MalformedException("neither a private key nor a message nor certificates");
    }
    return switch (first.identifier()) {
      case OBJECT_IDENTIFIER -> message(said, der);
      case INTEGER ->
          new Found.Key(isPfx(der, first) ? new KeyPart.Store(der) : new KeyPart.Plain(der));
      default -> throw new MalformedException("neither a private key nor a message");
    };
  }

  /** Both begin with their version: 3 of a PFX, 0 or 1 of a PrivateKeyInfo. */
  private static boolean isPfx(byte[] der, Header version) {
    return version.length() == 1 && der[version.content()] == PFX_VERSION;
  }

  private static Found message(MediaType said, byte[] der) throws MalformedException {
    try {
      return new Found.Certificates(Holders.certificates(CertsOnly.decode(der).certificates()));
    } catch (MalformedException e) {
      if (said.equals(MediaType.CERTS_ONLY)) {
        throw e;
      }
      return new Found.Key(new KeyPart.Message(der));
    }
  }

  /** Which PEM blocks to look for; DER and base64 need no such hint. */
  private static BodyContent content(MediaType type) {
    if (type.matches(MediaType.PKCS8)) {
      return BodyContent.PRIVATE_KEY;
    }
    return type.matches(MediaType.PKCS12) ? BodyContent.PKCS12 : BodyContent.CMS;
  }

  /** Overwrites the key's octets. */
  @Override
  public void close() {
    Arrays.fill(key.der(), (byte) 0);
  }
}
