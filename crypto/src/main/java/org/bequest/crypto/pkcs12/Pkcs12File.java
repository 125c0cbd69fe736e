package org.bequest.crypto.pkcs12;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.asn1.SequenceReader;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * A file of the world, opened: BER or DER, PBES2 or the ciphers of RFC 7292, PBMAC1 or its own MAC.
 *
 * @param entries each key with its certificates
 * @param others certificates that belong to no key's chain
 */
public record Pkcs12File(List<Pkcs12Contents> entries, List<X509CertificateHolder> others)
    implements AutoCloseable {
  private static final String PATH = "/PFX";

  public Pkcs12File {
    entries = List.copyOf(entries);
    others = List.copyOf(others);
  }

  /**
   * Checks the MAC first, then opens what is in the file. Each key comes with the certificate that
   * was certified for it.
   *
   * @throws MalformedException when the file is none, has no MAC, is not under this password, asks
   *     for more than the limits allow, or holds a key without its certificate
   */
  public static Pkcs12File read(byte[] pfx, Secret password, Pkcs12Limits limits)
      throws MalformedException {
    SequenceReader fields = SequenceReader.of(Asn1.ber(pfx, limits.asn1()), PATH);
    fields.version(3, 3);
    byte[] authSafe = authSafe(fields);
    if (!fields.hasMore()) {
      throw new MalformedException("a PKCS#12 file without a MAC: nothing shows who wrote it");
    }
    MacData mac = fields.next("macData", MacData::getInstance);
    fields.end();
    Work work = new Work(limits);
    MacCheck.Form form = new MacCheck(mac, work).check(authSafe, password);
    Safe safe = new Safe(new Opener(password, form, work), limits);
    try {
      safe.walk(authSafe);
      return Chains.of(safe);
    } catch (MalformedException | RuntimeException e) {
      safe.keys().forEach(key -> Arrays.fill(key.value(), (byte) 0));
      throw e;
    }
  }

  private static byte[] authSafe(SequenceReader fields) throws MalformedException {
    SequenceReader info = SequenceReader.of(fields.next("authSafe"), PATH + "/authSafe");
    ASN1ObjectIdentifier type = info.next("contentType", ASN1ObjectIdentifier::getInstance);
    if (type.equals(PKCSObjectIdentifiers.signedData)) {
      throw new MalformedException(
          "the PKCS#12 file is protected by a signature, not by a password: that is not read here");
    }
    if (!type.equals(PKCSObjectIdentifiers.data)) {
      throw new MalformedException("neither data nor signed data at " + PATH + "/authSafe");
    }
    ASN1TaggedObject content = info.next("content", ASN1TaggedObject::getInstance);
    info.end();
    ASN1Encodable value =
        Asn1.typed(content, ASN1TaggedObject::getExplicitBaseObject, PATH + "/authSafe/content");
    return Asn1.typed(value, ASN1OctetString::getInstance, PATH + "/authSafe/content").getOctets();
  }

  /**
   * The only key of the file.
   *
   * @throws MalformedException when there is none, or more than one
   */
  public Pkcs12Contents only() throws MalformedException {
    if (entries.size() != 1) {
      throw new MalformedException(
          "one private key was expected in the PKCS#12 file, " + entries.size() + " found");
    }
    return entries.getFirst();
  }

  /** Every certificate of the file. */
  public List<X509CertificateHolder> certificates() {
    List<X509CertificateHolder> all = new ArrayList<>();
    entries.forEach(entry -> all.addAll(entry.chain()));
    all.addAll(others);
    return List.copyOf(all);
  }

  /** Wipes the keys. */
  @Override
  public void close() {
    entries.forEach(Pkcs12Contents::close);
  }
}
