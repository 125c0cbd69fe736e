package org.bequest.crypto.key;

import java.io.IOException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.crypto.Keys;
import org.bequest.crypto.key.KeyStoreFile.Entry;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1BMPString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERBMPString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.operator.bc.BcDefaultDigestProvider;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBagFactory;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilderProvider;

/**
 * A key store as one PFX (RFC 7292): each key in a shrouded bag under PBES2, its chain in
 * certificate bags in the clear, all under a MAC. A bag's localKeyId is the index of its entry; the
 * certificates of an entry stand in the order of its chain.
 */
final class Pkcs12 {
  private static final ASN1ObjectIdentifier FRIENDLY_NAME = PKCS12SafeBag.friendlyNameAttribute;
  private static final ASN1ObjectIdentifier LOCAL_KEY_ID = PKCS12SafeBag.localKeyIdAttribute;
  private static final int LIMIT = 4 << 20;

  private Pkcs12() {}

  static byte[] encode(List<Entry> entries, Secret password) throws IOException {
    char[] characters = password.characters();
    try {
      PKCS12PfxPduBuilder pfx = new PKCS12PfxPduBuilder();
      for (int i = 0; i < entries.size(); i++) {
        addEntry(pfx, entries.get(i), i, characters);
      }
      return pfx.build(
              new BcPKCS12MacCalculatorBuilder(
                      new SHA256Digest(),
                      new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE))
                  .setIterationCount(PasswordEncryption.ITERATIONS),
              characters)
          .getEncoded();
    } catch (PKCSException | CertificateEncodingException e) {
      throw new IllegalArgumentException("entries that do not fit into a key store", e);
    } finally {
      Arrays.fill(characters, '\0');
    }
  }

  private static void addEntry(PKCS12PfxPduBuilder pfx, Entry entry, int index, char[] password)
      throws IOException, CertificateEncodingException {
    DEROctetString id = new DEROctetString(new byte[] {(byte) (index >> 8), (byte) index});
    pfx.addData(
        new PKCS12SafeBagBuilder(Keys.pkcs8(entry.key()), PasswordEncryption.encryptor(password))
            .addBagAttribute(FRIENDLY_NAME, new DERBMPString(entry.alias()))
            .addBagAttribute(LOCAL_KEY_ID, id)
            .build());
    for (X509Certificate certificate : entry.chain()) {
      pfx.addData(
          new PKCS12SafeBagBuilder(new X509CertificateHolder(certificate.getEncoded()))
              .addBagAttribute(LOCAL_KEY_ID, id)
              .build());
    }
  }

  static List<Entry> decode(byte[] der, Secret password) throws MalformedException {
    if (der.length > LIMIT) {
      throw new MalformedException("a key store of more than " + LIMIT + " octets");
    }
    try {
      PKCS12PfxPdu pfx = new PKCS12PfxPdu(Pfx.getInstance(der));
      checkMac(pfx, password);
      return entries(bags(pfx), password);
    } catch (PKCSException | InvalidKeySpecException | RuntimeException e) {
      throw new MalformedException("not a PKCS#12 key store", e);
    }
  }

  private static void checkMac(PKCS12PfxPdu pfx, Secret password)
      throws PKCSException, MalformedException {
    if (!pfx.hasMac()) {
      throw new MalformedException("a key store without a MAC");
    }
    if (pfx.toASN1Structure().getMacData().getIterationCount().bitLength() > 22) {
      throw new MalformedException("a key store with too many MAC iterations");
    }
    char[] characters = password.characters();
    try {
      if (!pfx.isMacValid(
          new BcPKCS12MacCalculatorBuilderProvider(BcDefaultDigestProvider.INSTANCE), characters)) {
        throw new MalformedException("the password does not open the key store");
      }
    } finally {
      Arrays.fill(characters, '\0');
    }
  }

  private static List<PKCS12SafeBag> bags(PKCS12PfxPdu pfx) throws MalformedException {
    List<PKCS12SafeBag> bags = new ArrayList<>();
    for (ContentInfo content : pfx.getContentInfos()) {
      if (!content.getContentType().equals(PKCSObjectIdentifiers.data)) {
        throw new MalformedException("a key store with encrypted certificates: not one of ours");
      }
      bags.addAll(Arrays.asList(new PKCS12SafeBagFactory(content).getSafeBags()));
    }
    return bags;
  }

  private static List<Entry> entries(List<PKCS12SafeBag> bags, Secret password)
      throws MalformedException, InvalidKeySpecException {
    Map<ASN1OctetString, List<X509Certificate>> chains = new HashMap<>();
    Map<ASN1OctetString, PKCS12SafeBag> keys = new LinkedHashMap<>();
    for (PKCS12SafeBag bag : bags) {
      ASN1OctetString id = ASN1OctetString.getInstance(required(bag, LOCAL_KEY_ID));
      switch (bag.getBagValue()) {
        case X509CertificateHolder certificate ->
            chains
                .computeIfAbsent(id, _ -> new ArrayList<>())
                .add(certificate(certificate.toASN1Structure()));
        case PKCS8EncryptedPrivateKeyInfo _ -> keys.put(id, bag);
        case Object _ -> throw new MalformedException("a bag of an unknown kind");
      }
    }
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<ASN1OctetString, PKCS12SafeBag> key : keys.entrySet()) {
      entries.add(entry(key.getValue(), chains.getOrDefault(key.getKey(), List.of()), password));
    }
    return List.copyOf(entries);
  }

  private static Entry entry(PKCS12SafeBag bag, List<X509Certificate> chain, Secret password)
      throws MalformedException, InvalidKeySpecException {
    PKCS8EncryptedPrivateKeyInfo key = (PKCS8EncryptedPrivateKeyInfo) bag.getBagValue();
    return new Entry(
        ASN1BMPString.getInstance(required(bag, FRIENDLY_NAME)).getString(),
        Keys.privateKey(PasswordEncryption.decrypt(key.toASN1Structure(), password)),
        chain);
  }

  private static ASN1Encodable required(PKCS12SafeBag bag, ASN1ObjectIdentifier attribute)
      throws MalformedException {
    return Optional.ofNullable(bag.getAttributes()).stream()
        .flatMap(Arrays::stream)
        .filter(a -> a.getAttrType().equals(attribute))
        .map(a -> a.getAttributeValues()[0])
        .findFirst()
        .orElseThrow(() -> new MalformedException("a bag without its " + attribute));
  }

  private static X509Certificate certificate(Certificate certificate) throws MalformedException {
    try {
      return CertificatePem.decodeDer(certificate.getEncoded());
    } catch (IOException e) {
      throw new MalformedException("not a certificate", e);
    }
  }
}
