package org.bequest.cli.inspect;

import org.bequest.cli.inspect.tree.Shown;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** An AlgorithmIdentifier (RFC 5280 section 4.1.1.2) with the parameters of those that have any. */
record AlgorithmView(Inspection in) {
  Shown of(AlgorithmIdentifier algorithm) {
    ASN1ObjectIdentifier oid = algorithm.getAlgorithm();
    ASN1Encodable parameters = algorithm.getParameters();
    Shown.Builder fields = Shown.fields().add("algorithm", in.oid(oid));
    String name = in.word(oid);
    if (parameters == null || DERNull.INSTANCE.equals(parameters.toASN1Primitive())) {
      return fields.shown().brief(name.equals(oid.getId()) ? name : name + " (" + oid + ")");
    }
    if (parameters.toASN1Primitive() instanceof ASN1ObjectIdentifier named) {
      return fields.add("parameters", in.oid(named)).shown().brief(name + " " + in.word(named));
    }
    return fields.add("parameters", parameters(oid, parameters)).shown();
  }

  private Shown parameters(ASN1ObjectIdentifier oid, ASN1Encodable parameters) {
    try {
      return known(oid, parameters);
    } catch (RuntimeException e) {
      return in.any(parameters).but("no parameters of " + in.word(oid));
    }
  }

  private Shown known(ASN1ObjectIdentifier oid, ASN1Encodable parameters) {
    if (oid.equals(PKCSObjectIdentifiers.id_PBES2)) {
      return pbes2(PBES2Parameters.getInstance(parameters));
    }
    if (oid.equals(PKCSObjectIdentifiers.id_PBKDF2)) {
      return pbkdf2(PBKDF2Params.getInstance(parameters));
    }
    if (oid.equals(PKCSObjectIdentifiers.id_PBMAC1)) {
      return pbmac1(PBMAC1Params.getInstance(parameters));
    }
    if (oid.on(PKCSObjectIdentifiers.pkcs_12PbeIds)) {
      return pkcs12(PKCS12PBEParams.getInstance(parameters));
    }
    if (oid.equals(MiscObjectIdentifiers.id_scrypt)) {
      return scrypt(ScryptParams.getInstance(parameters));
    }
    if (oid.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
      return pss(RSASSAPSSparams.getInstance(parameters));
    }
    if (oid.equals(PKCSObjectIdentifiers.id_RSAES_OAEP)) {
      return oaep(RSAESOAEPparams.getInstance(parameters));
    }
    return isGcm(oid) ? gcm(GCMParameters.getInstance(parameters)) : wrapped(parameters);
  }

  private static boolean isGcm(ASN1ObjectIdentifier oid) {
    return oid.equals(NISTObjectIdentifiers.id_aes128_GCM)
        || oid.equals(NISTObjectIdentifiers.id_aes192_GCM)
        || oid.equals(NISTObjectIdentifiers.id_aes256_GCM);
  }

  private Shown pbes2(PBES2Parameters parameters) {
    return Shown.fields()
        .add(
            "keyDerivationFunc",
            of(AlgorithmIdentifier.getInstance(parameters.getKeyDerivationFunc())))
        .add(
            "encryptionScheme",
            of(AlgorithmIdentifier.getInstance(parameters.getEncryptionScheme())))
        .shown();
  }

  private Shown pbkdf2(PBKDF2Params parameters) {
    Shown.Builder fields =
        Shown.fields()
            .add("salt", parameters.getSalt())
            .add("iterationCount", Shown.number(parameters.getIterationCount()));
    if (parameters.getKeyLength() != null) {
      fields.add("keyLength", Shown.number(parameters.getKeyLength()));
    }
    return fields.add("prf", of(parameters.getPrf())).shown();
  }

  private Shown pbmac1(PBMAC1Params parameters) {
    return Shown.fields()
        .add("keyDerivationFunc", of(parameters.getKeyDerivationFunc()))
        .add("messageAuthScheme", of(parameters.getMessageAuthScheme()))
        .shown();
  }

  private static Shown pkcs12(PKCS12PBEParams parameters) {
    return Shown.fields()
        .add("salt", parameters.getIV())
        .add("iterations", Shown.number(parameters.getIterations()))
        .shown();
  }

  private static Shown scrypt(ScryptParams parameters) {
    return Shown.fields()
        .add("salt", parameters.getSalt())
        .add("costParameter", Shown.number(parameters.getCostParameter()))
        .add("blockSize", Shown.number(parameters.getBlockSize()))
        .add("parallelizationParameter", Shown.number(parameters.getParallelizationParameter()))
        .shown();
  }

  private Shown pss(RSASSAPSSparams parameters) {
    return Shown.fields()
        .add("hashAlgorithm", of(parameters.getHashAlgorithm()))
        .add("maskGenAlgorithm", of(parameters.getMaskGenAlgorithm()))
        .add("saltLength", Shown.number(parameters.getSaltLength()))
        .shown();
  }

  private Shown oaep(RSAESOAEPparams parameters) {
    return Shown.fields()
        .add("hashFunc", of(parameters.getHashAlgorithm()))
        .add("maskGenFunc", of(parameters.getMaskGenAlgorithm()))
        .add("pSourceFunc", of(parameters.getPSourceAlgorithm()))
        .shown();
  }

  private static Shown gcm(GCMParameters parameters) {
    return Shown.fields()
        .add("aes-nonce", parameters.getNonce())
        .add("aes-ICVlen", parameters.getIcvLen())
        .shown();
  }

  /** The algorithm that another one works with: a wrap, a digest; an initialisation vector. */
  private Shown wrapped(ASN1Encodable parameters) {
    try {
      return parameters.toASN1Primitive() instanceof ASN1OctetString
          ? in.any(parameters)
          : of(AlgorithmIdentifier.getInstance(parameters));
    } catch (RuntimeException _) {
      return in.any(parameters);
    }
  }
}
