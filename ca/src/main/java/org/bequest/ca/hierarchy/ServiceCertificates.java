package org.bequest.ca.hierarchy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bequest.ca.local.Generations;
import org.bequest.ca.local.IssuingAuthority;
import org.bequest.ca.profile.BuiltInProfiles;
import org.bequest.ca.profile.Profile;
import org.bequest.ca.signer.CaKeyException;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;
import org.bequest.crypto.ProvenCsr;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.store.CertificateRow;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.util.IPAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Certificates that the service needs for itself, issued by its own authority like any other: each
 * is stored and audited.
 */
public final class ServiceCertificates {
  private static final Logger LOG = LoggerFactory.getLogger(ServiceCertificates.class);
  private static final Duration VALIDITY = Duration.ofDays(365);
  private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern DNS_NAME = Pattern.compile("(" + LABEL + "\\.)*" + LABEL);
  private static final int LONGEST_COMMON_NAME = 64;

  private final IssuingAuthority authority;

  public ServiceCertificates(IssuingAuthority authority) {
    this.authority = authority;
  }

  /**
   * A new P-256 key and TLS server certificate, EKU serverAuth and id-kp-cmcRA (RFC 7030 3.6.1),
   * valid for a year.
   *
   * @param hosts DNS names and IP addresses; the first is the common name. A name that no
   *     certificate can have, such as one with an underscore, is left out with a warning.
   */
  public Credential server(List<String> hosts) {
    List<String> possible = hosts.stream().distinct().filter(this::possible).toList();
    if (possible.isEmpty()) {
      throw new CaKeyException("a server certificate needs one DNS name or address at least");
    }
    SubjectNames names = OwnRequest.service(possible.getFirst(), List.of(), possible);
    return issue(BuiltInProfiles.server(VALIDITY), names);
  }

  /** A new P-256 key and client certificate {@code OU=operators,CN=<name>}, valid for a year. */
  public Credential operator(String name) {
    SubjectNames names = OwnRequest.service(name, List.of("operators"), List.of());
    return issue(BuiltInProfiles.operator(VALIDITY), names);
  }

  /**
   * A new key and certificate for the messages that the service signs, EKU id-kp-cmcCA and
   * id-kp-cmKGA, valid for a year. It has the name of the authority that issues (RFC 6402 2.10).
   */
  public Credential messageSigning(KeyAlgorithm algorithm) {
    SubjectNames names = new SubjectNames(authority.key().issuer().name(), List.of());
    return issue(BuiltInProfiles.messageSigning(VALIDITY), names, algorithm);
  }

  /** A new key and certificate for key agreement with the service, valid for a year. */
  public Credential messageExchange(KeyAlgorithm algorithm) {
    SubjectNames names = OwnRequest.service("message exchange", List.of("service"), List.of());
    return issue(BuiltInProfiles.messageExchange(VALIDITY), names, algorithm);
  }

  /**
   * The next certificate of an operator, for a key of its own making.
   *
   * @param csr proven, for {@code OU=operators,CN=<name>}
   * @return the certificate, then its issuers without the root
   * @throws CaKeyException with one sentence when no certificate can be issued for this key
   */
  public List<X509Certificate> renewedOperator(String name, ProvenCsr csr) {
    SubjectNames names = OwnRequest.service(name, List.of("operators"), List.of());
    if (!csr.csr().names().sameAs(names)) {
      throw new CaKeyException("the request of this operator names OU=operators,CN=" + name);
    }
    X509CertificateHolder certificate =
        KeyCeremony.issued(
            authority.issueOwn(BuiltInProfiles.operator(VALIDITY), csr, OwnRequest.grant(names)));
    List<X509CertificateHolder> chain = new ArrayList<>(List.of(certificate));
    chain.addAll(authority.key().chain());
    return Credential.certificates(chain.subList(0, chain.size() - 1));
  }

  /**
   * The store's row of an operator's certificate that this authority issued and that is good now:
   * what the admin listener asks of each certificate presented to it. Empty for any other.
   */
  public Optional<CertificateRow> operator(X509CertificateHolder certificate) {
    try {
      return authority
          .good(certificate.getEncoded(), certificate.getSerialNumber())
          .filter(row -> row.profile().equals(BuiltInProfiles.OPERATOR));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a certificate of the service itself is, seen from the keys that count now.
   *
   * @param presented what TLS sends after it, whichever root the peer trusts
   * @param current whether the key that issues now signed it
   */
  public record Standing(List<X509Certificate> presented, boolean current) {
    public Standing {
      presented = List.copyOf(presented);
    }
  }

  /** Empty for a certificate of another authority. */
  public Optional<Standing> standing(X509Certificate certificate) {
    Generations generations = authority.generations();
    return generations
        .signerOf(Credential.holder(certificate))
        .map(key ->
            new Standing(
                Credential.certificates(generations.presentedWith(key)),
                key.equals(generations.issuing())));
  }

  private Credential issue(Profile profile, SubjectNames names) {
    return issue(profile, names, KeyAlgorithm.P256);
  }

  private Credential issue(Profile profile, SubjectNames names, KeyAlgorithm algorithm) {
    KeyPair keys = algorithm.generate();
    X509CertificateHolder certificate =
        KeyCeremony.issued(
            authority.issueOwn(
                profile,
                OwnRequest.proven(names, PrivateKeySigner.of(keys)),
                OwnRequest.grant(names)));
    return Credential.of(keys.getPrivate(), certificate, authority.key().chain());
  }

  private boolean possible(String host) {
    boolean possible =
        IPAddress.isValid(host)
            || (DNS_NAME.matcher(host).matches() && host.length() <= LONGEST_COMMON_NAME);
    if (!possible) {
      LOG.warn("The server certificate leaves out {}: it is no DNS name or address", host);
    }
    return possible;
  }
}
