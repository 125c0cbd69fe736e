package org.bequest.server.anchor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bequest.crypto.Signatures;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertList;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.jspecify.annotations.Nullable;

/**
 * A complete revocation list of one issuer (RFC 5280 section 5). Deltas, indirect lists and lists
 * with critical extensions that are not known here are not used at all (RFC 5280 section 5.2).
 */
final class RevocationList {
  private static final String BEGIN = "-----BEGIN";

  private final CertificateList list;
  private final byte[] signed;
  private final Set<BigInteger> serials;
  private final @Nullable IssuingDistributionPoint scope;

  /** By the issuer's key; as many as authorities of the set have this list's issuer's name. */
  private final Map<SubjectPublicKeyInfo, Boolean> verified = new ConcurrentHashMap<>();

  private RevocationList(CertificateList list) throws IOException, MalformedException {
    TBSCertList content = list.getTBSCertList();
    this.list = list;
    this.signed = content.getEncoded(ASN1Encoding.DER);
    this.scope = scope(content.getExtensions());
    this.serials = serials(content);
  }

  /** One in DER, or any number in PEM. */
  static List<RevocationList> decodeAll(byte[] file) throws MalformedException {
    try {
      List<RevocationList> lists = new ArrayList<>();
      for (byte[] der : ders(file)) {
        lists.add(new RevocationList(CertificateList.getInstance(der)));
      }
      return List.copyOf(lists);
    } catch (IOException | RuntimeException e) {
      throw new MalformedException("not a revocation list", e);
    }
  }

  private static List<byte[]> ders(byte[] file) throws IOException {
    String start =
        new String(file, 0, Math.min(file.length, BEGIN.length()), StandardCharsets.US_ASCII);
    if (!start.equals(BEGIN)) {
      return List.of(file);
    }
    List<byte[]> ders = new ArrayList<>();
    try (PemReader reader =
        new PemReader(
            new InputStreamReader(new ByteArrayInputStream(file), StandardCharsets.US_ASCII))) {
      for (@Nullable PemObject block = reader.readPemObject();
          block != null;
          block = reader.readPemObject()) {
        ders.add(block.getContent());
      }
    }
    return ders;
  }

  private static @Nullable IssuingDistributionPoint scope(@Nullable Extensions extensions)
      throws MalformedException {
    if (extensions == null) {
      return null;
    }
    for (ASN1ObjectIdentifier critical : extensions.getCriticalExtensionOIDs()) {
      if (!critical.equals(Extension.issuingDistributionPoint)) {
        throw new MalformedException("a list with the critical extension " + critical);
      }
    }
    IssuingDistributionPoint point =
        IssuingDistributionPoint.getInstance(
            extensions.getExtensionParsedValue(Extension.issuingDistributionPoint));
    if (point != null
        && (point.isIndirectCRL()
            || point.onlyContainsAttributeCerts()
            || point.getOnlySomeReasons() != null)) {
      throw new MalformedException("an indirect list, or one of some reasons only");
    }
    return point;
  }

  private static Set<BigInteger> serials(TBSCertList content) throws MalformedException {
    Set<BigInteger> serials = new HashSet<>();
    Enumeration<?> entries = content.getRevokedCertificateEnumeration();
    while (entries.hasMoreElements()) {
      TBSCertList.CRLEntry entry = TBSCertList.CRLEntry.getInstance(entries.nextElement());
      Extensions extensions = entry.getExtensions();
      if (extensions != null && extensions.hasAnyCriticalExtensions()) {
        throw new MalformedException("an entry with a critical extension");
      }
      serials.add(entry.getUserCertificate().getValue());
    }
    return serials;
  }

  /** Whether the certificate's issuer has signed this, about certificates of its kind. */
  boolean speaksOf(X509CertificateHolder certificate, X509CertificateHolder issuer) {
    return list.getIssuer().equals(certificate.getIssuer())
        && covers(certificate)
        && verified.computeIfAbsent(issuer.getSubjectPublicKeyInfo(), _ -> isSignedBy(issuer));
  }

  boolean has(BigInteger serial) {
    return serials.contains(serial);
  }

  /** A list without an end is out of date: RFC 5280 section 5.1.2.5 wants one. */
  boolean isCurrent(Instant now) {
    @Nullable Time next = list.getNextUpdate();
    return next != null
        && !now.isBefore(list.getThisUpdate().getDate().toInstant())
        && !now.isAfter(next.getDate().toInstant());
  }

  private boolean covers(X509CertificateHolder certificate) {
    if (scope == null) {
      return true;
    }
    Extensions extensions = certificate.getExtensions();
    BasicConstraints constraints =
        extensions == null ? null : BasicConstraints.fromExtensions(extensions);
    boolean authority = constraints != null && constraints.isCA();
    return authority ? !scope.onlyContainsUserCerts() : !scope.onlyContainsCACerts();
  }

  private boolean isSignedBy(X509CertificateHolder issuer) {
    Extensions extensions = issuer.getExtensions();
    KeyUsage usage = extensions == null ? null : KeyUsage.fromExtensions(extensions);
    boolean may = usage == null || usage.hasUsages(KeyUsage.cRLSign);
    return may
        && Signatures.verify(
                issuer.getSubjectPublicKeyInfo(),
                list.getSignatureAlgorithm(),
                signed,
                list.getSignature().getBytes())
            == Signatures.Verdict.VALID;
  }
}
