package org.bequest.cli.inspect;

import java.io.IOException;
import java.util.List;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Files with private keys: PKCS#8 (RFC 5958), in the clear or encrypted, and the forms before. */
final class PrivateKeyNoun implements Noun {
  private static final String RFC = "RFC 5958";

  @Override
  public List<Document> documents() {
    return List.of(
        Document.ofShape("OneAsymmetricKey", RFC, "Q\\(IQ\\(i.?\\)O0?1?\\)", PrivateKeyNoun::key)
            .labelled("PRIVATE KEY"),
        Document.ofShape(
                "EncryptedPrivateKeyInfo", RFC, "Q\\(Q\\(iQ\\)O\\)", PrivateKeyNoun::encrypted)
            .labelled("ENCRYPTED PRIVATE KEY"),
        Document.ofShape("ECPrivateKey", "RFC 5915", "Q\\(IO0?1?\\)", PrivateKeyNoun::ec)
            .labelled("EC PRIVATE KEY"),
        Document.ofShape("RSAPrivateKey", "RFC 8017", "Q\\(IIIIIIII\\+\\)", PrivateKeyNoun::rsa)
            .labelled("RSA PRIVATE KEY"),
        Document.ofShape("ECParameters", "RFC 5480", "", PrivateKeyNoun::curve)
            .labelled("EC PARAMETERS"));
  }

  private static ASN1Primitive value(byte[] encoded) throws MalformedException {
    return Asn1.ber(encoded, Item.LIMITS);
  }

  private static Shown key(byte[] encoded, Inspection in) throws MalformedException {
    return new PrivateKeyView(in).oneAsymmetricKey(value(encoded));
  }

  private static Shown encrypted(byte[] encoded, Inspection in) throws MalformedException {
    Object value = value(encoded);
    return new PrivateKeyView(in)
        .encrypted(
            Asn1.typed(value, EncryptedPrivateKeyInfo::getInstance, "/EncryptedPrivateKeyInfo"));
  }

  private static Shown ec(byte[] encoded, Inspection in) throws MalformedException {
    ASN1Primitive value = value(encoded);
    ECPrivateKey key = Asn1.typed((Object) value, ECPrivateKey::getInstance, "/ECPrivateKey");
    Shown.Builder fields =
        Shown.fields()
            .add("version", 1)
            .add("privateKey", Shown.hidden((key.getKey().bitLength() + 7) / 8));
    if (key.getParametersObject() != null) {
      fields.add("parameters", in.any(key.getParametersObject()));
      var algorithm =
          new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject());
      fields.add("publicHalf", publicHalf(algorithm, value, in));
    }
    return fields.shown();
  }

  private static Shown rsa(byte[] encoded, Inspection in) throws MalformedException {
    ASN1Primitive value = value(encoded);
    RSAPrivateKey key = Asn1.typed((Object) value, RSAPrivateKey::getInstance, "/RSAPrivateKey");
    var algorithm = new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);
    return Shown.fields()
        .add("version", 0)
        .add("modulus", key.getModulus().toByteArray())
        .add("publicExponent", Shown.number(key.getPublicExponent()))
        .add("privateExponent", Shown.hidden((key.getModulus().bitLength() + 7) / 8))
        .add("publicHalf", publicHalf(algorithm, value, in))
        .shown();
  }

  private static Shown publicHalf(AlgorithmIdentifier algorithm, ASN1Primitive key, Inspection in)
      throws MalformedException {
    try {
      return new PrivateKeyView(in).publicHalf(new PrivateKeyInfo(algorithm, key));
    } catch (IOException e) {
      throw new MalformedException("not a private key", e);
    }
  }

  private static Shown curve(byte[] encoded, Inspection in) throws MalformedException {
    Object value = value(encoded);
    return Shown.fields()
        .add(
            "namedCurve",
            in.oid(Asn1.typed(value, ASN1ObjectIdentifier::getInstance, "/ECParameters")))
        .shown();
  }
}
