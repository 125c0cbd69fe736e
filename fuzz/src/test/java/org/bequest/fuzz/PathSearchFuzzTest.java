package org.bequest.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.bequest.crypto.path.AnchorStore;
import org.bequest.crypto.path.PathInputs;
import org.bequest.crypto.path.PathSearch;
import org.bequest.formats.anchor.CertPathControls;
import org.bequest.formats.anchor.CertPolicyFlags;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.anchor.TrustAnchorInfo;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.params.provider.Arguments;

/** Anchors with whatever controls, from which a good certificate is validated or not. */
class PathSearchFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
  private static final X500Name AUTHORITY = new X500Name("CN=authority");
  private static final KeyPair KEYS = KnownKeys.ec();
  private static final SubjectPublicKeyInfo KEY =
      SubjectPublicKeyInfo.getInstance(KEYS.getPublic().getEncoded());
  private static final X509CertificateHolder LEAF = certificate("CN=device,O=x");

  private static X509CertificateHolder certificate(String subject) {
    try {
      return new X509v3CertificateBuilder(
              AUTHORITY,
              BigInteger.TEN,
              Date.from(NOW.minusSeconds(100)),
              Date.from(NOW.plusSeconds(100)),
              new X500Name(subject),
              KEY)
          .addExtension(
              Extension.subjectAlternativeName,
              false,
              new GeneralNames(new GeneralName(GeneralName.dNSName, "device.example.org")))
          .build(new JcaContentSignerBuilder("SHA256withECDSA").build(KEYS.getPrivate()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<Arguments> seeds() {
    GeneralSubtree tree = new GeneralSubtree(new GeneralName(GeneralName.dNSName, "example.org"));
    CertPathControls controls =
        CertPathControls.of(AUTHORITY)
            .withNames(new NameConstraints(new GeneralSubtree[] {tree}, null))
            .withPolicies(
                List.of(new ASN1ObjectIdentifier("1.2.3")), new CertPolicyFlags(true, true, true))
            .withPathLength(3);
    return Stream.concat(
        Seeds.of(anchor(controls), anchor(CertPathControls.of(AUTHORITY))),
        Seeds.vectors("rfc5914-ta-eca-policies"));
  }

  private static byte[] anchor(CertPathControls controls) {
    TrustAnchorInfo info =
        TrustAnchorInfo.of(KEY, new KeyIdentifier(new byte[] {1})).withCertPath(controls);
    return new TrustAnchorChoice.TaInfo(info).encode().octets();
  }

  @Fuzzed
  void isValidOrRefused(byte[] octets) {
    Reading.of(octets, TrustAnchorChoice::decode)
        .ifPresent(anchor ->
            new PathSearch(AnchorStore.of(List.of(anchor)), List.of(LEAF), PathInputs.at(NOW))
                .from(LEAF));
  }
}
