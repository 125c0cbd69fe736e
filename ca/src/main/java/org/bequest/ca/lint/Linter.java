package org.bequest.ca.lint;

import java.util.ArrayList;
import java.util.List;
import org.bequest.ca.Issuer;

/** Judges the bytes that are about to be signed by every rule. */
public final class Linter {
  /** Linted, or what was found. */
  public sealed interface Result {
    record Clean(LintedCertificate certificate) implements Result {}

    record Faulty(List<Finding> findings) implements Result {
      public Faulty {
        findings = List.copyOf(findings);
      }
    }
  }

  /**
   * @param rule its class name
   * @param detail one clause
   */
  public record Finding(String rule, String detail) {}

  static final List<LintRule> RULES =
      List.of(
          new Der(),
          new VersionThree(),
          new SerialNumberRange(),
          new SignatureAlgorithmOfIssuer(),
          new IssuerName(),
          new ValidityOrder(),
          new ValidityEncoding(),
          new WithinIssuerLifetime(),
          new NameBounds(),
          new PublicKeyEncoding(),
          new NoDuplicateExtension(),
          new SubjectKeyIdentifierPresent(),
          new AuthorityKeyIdentifierOfIssuer(),
          new KeyUsagePresent(),
          new KeyUsageFitsKey(),
          new BasicConstraintsConsistent(),
          new ExtendedKeyUsageNotEmpty(),
          new AlternativeNamesPresent(),
          new DnsNameSyntax(),
          new IpAddressLength(),
          new UriSyntax(),
          new EmailSyntax(),
          new PointersNotCritical(),
          new CmcAccessOfService());

  private final Issuer issuer;

  public Linter(Issuer issuer) {
    this.issuer = issuer;
  }

  public Result lint(byte[] toBeSigned) {
    byte[] own = toBeSigned.clone();
    List<Finding> findings = findings(own);
    return findings.isEmpty()
        ? new Result.Clean(new LintedCertificate(own))
        : new Result.Faulty(findings);
  }

  private List<Finding> findings(byte[] toBeSigned) {
    List<Finding> findings = new ArrayList<>(0);
    try {
      TbsFields tbs = TbsFields.of(toBeSigned);
      for (LintRule rule : RULES) {
        rule.check(tbs, issuer)
            .ifPresent(f -> findings.add(new Finding(rule.getClass().getSimpleName(), f)));
      }
    } catch (RuntimeException _) {
      // Whatever a decoder threw: bytes that cannot be read are not signed.
      findings.add(new Finding("Structure", "is not the structure of RFC 5280 section 4.1"));
    }
    return findings;
  }
}
