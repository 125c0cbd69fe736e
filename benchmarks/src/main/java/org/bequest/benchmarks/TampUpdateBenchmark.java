package org.bequest.benchmarks;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.CertPathControls;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.anchor.TrustAnchorInfo;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bequest.formats.tamp.TampMessage;
import org.bequest.formats.tamp.TampMsgRef;
import org.bequest.formats.tamp.TampUpdate;
import org.bequest.formats.tamp.TargetIdentifier;
import org.bequest.formats.tamp.TerseOrVerbose;
import org.bequest.formats.tamp.TrustAnchorUpdate;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * An update that adds 100 trust anchors (RFC 5934), half of them certificates and half of them
 * TrustAnchorInfo with a name, without its signature.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TampUpdateBenchmark {
  private static final int ANCHORS = 100;
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2036-01-01T00:00:00Z");

  private final TampUpdate update = update();
  private final Content content = update.content();

  private static TampUpdate update() {
    List<TrustAnchorUpdate> updates = new ArrayList<>();
    for (int i = 0; i < ANCHORS; i++) {
      updates.add(new TrustAnchorUpdate.Add(anchor(i)));
    }
    TampMsgRef reference = new TampMsgRef(new TargetIdentifier.AllModules(), 17);
    return new TampUpdate(TerseOrVerbose.VERBOSE, reference, updates, List.of());
  }

  private static TrustAnchorChoice anchor(int number) {
    X500Name name = new X500Name("C=US,O=Example,CN=Authority " + number);
    try {
      KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
      keys.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = keys.generateKeyPair();
      return number % 2 == 0 ? certificate(name, pair) : info(name, pair);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static TrustAnchorChoice certificate(X500Name name, KeyPair pair)
      throws OperatorCreationException {
    X509CertificateHolder holder =
        new JcaX509v3CertificateBuilder(
                name, BigInteger.TWO, Date.from(FROM), Date.from(UNTIL), name, pair.getPublic())
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
    return new TrustAnchorChoice.Certificate(holder);
  }

  private static TrustAnchorChoice info(X500Name name, KeyPair pair) {
    SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
    return new TrustAnchorChoice.TaInfo(
        TrustAnchorInfo.of(key, new KeyIdentifier(new byte[20]))
            .withTitle("Authority of line 7")
            .withCertPath(CertPathControls.of(name)));
  }

  @Benchmark
  public byte[] encode() {
    return update.encode().octets();
  }

  @Benchmark
  public TampMessage decode() throws MalformedException {
    return TampMessage.decode(content);
  }
}
