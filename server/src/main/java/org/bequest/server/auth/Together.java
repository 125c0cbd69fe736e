package org.bequest.server.auth;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bequest.ca.Requester;
import org.bequest.ca.Role;
import org.bequest.formats.pkix.Csr;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * Credentials that count only together (RFC 7030 3.2.3, 3.7): a certificate and a user, say. Names
 * come from the first; all identities are logged and audited.
 */
public final class Together implements Authenticator {
  private final List<Authenticator> parts;

  /**
   * @param parts two or more, each of them needed
   */
  public Together(List<Authenticator> parts) {
    this.parts = List.copyOf(parts);
  }

  @Override
  public Verdict authenticate(Presented presented) {
    return all(part -> part.authenticate(presented));
  }

  @Override
  public Verdict suppose(Supposed who) {
    return all(part -> part.suppose(who));
  }

  private Verdict all(Function<Authenticator, Verdict> judge) {
    Verdict verdict = judge.apply(parts.getFirst());
    for (Authenticator part : parts.subList(1, parts.size())) {
      switch (verdict) {
        case Verdict.Accepted _, Verdict.InCsr _ -> verdict = and(verdict, judge.apply(part));
        case Verdict.Rejected _, Verdict.Stale _, Verdict.NotMine _ -> {
          return verdict;
        }
      }
    }
    return verdict;
  }

  @Override
  public List<String> challenges(Presented presented) {
    return parts.stream().flatMap(p -> p.challenges(presented).stream()).toList();
  }

  @Override
  public Guessing guessing() {
    return parts.stream()
        .map(Authenticator::guessing)
        .max(Comparator.naturalOrder())
        .orElse(Guessing.IMPOSSIBLE);
  }

  @Override
  public Optional<CsrCheck> csrCheck() {
    return parts.stream().flatMap(p -> p.csrCheck().stream()).findFirst();
  }

  private static Verdict and(Verdict first, Verdict second) {
    return switch (first) {
      case Verdict.Accepted(Caller one) -> and(one, second);
      case Verdict.InCsr(var rest) ->
          second instanceof Verdict.Accepted || second instanceof Verdict.InCsr
              ? new Verdict.InCsr(csr ->
                  and(
                      rest.apply(csr),
                      second instanceof Verdict.InCsr(var other) ? other.apply(csr) : second))
              : second;
      case Verdict.Rejected _, Verdict.Stale _, Verdict.NotMine _ -> first;
    };
  }

  private static Verdict and(Caller first, Verdict second) {
    return switch (second) {
      case Verdict.Accepted(Caller other) -> both(first, other);
      case Verdict.InCsr(var rest) -> new Verdict.InCsr(csr -> and(first, rest.apply(csr), csr));
      case Verdict.Rejected _, Verdict.Stale _, Verdict.NotMine _ -> second;
    };
  }

  /**
   * A caller that is known, and what its request holds besides: a one-time password that was made
   * for another device than the one that is asked for is none.
   */
  static Verdict and(Caller first, Verdict second, Csr csr) {
    if (!(second instanceof Verdict.Accepted(Caller other))) {
      return second;
    }
    return names(csr).containsAll(other.facts().of(OneTimePassword.NAME))
        ? both(first, other)
        : Verdict.unauthenticated("the one-time password was made for another device");
  }

  private static Set<String> names(Csr csr) {
    Set<String> names = new HashSet<>();
    for (RDN rdn : csr.subject().getRDNs(BCStyle.CN)) {
      names.add(IETFUtils.valueToString(rdn.getFirst().getValue()));
    }
    for (GeneralName name : csr.names().alternatives()) {
      if (name.getTagNo() == GeneralName.dNSName) {
        names.add(name.getName().toString());
      }
    }
    return names;
  }

  /**
   * One caller with the names of the first and the identities of both, in the role that its
   * certificate gives it; whom a registration authority may ask for is said of its certificate.
   */
  static Verdict both(Caller first, Caller second) {
    Requester one = first.requester();
    Requester other = second.requester();
    if (one.passwordId().isPresent()
        && other.passwordId().isPresent()
        && !one.passwordId().equals(other.passwordId())) {
      return Verdict.unauthenticated("two different one-time passwords");
    }
    Requester both =
        new Requester(
            joined(one.identity(), other.identity()),
            other.role() instanceof Role.Registrar ? other.names() : one.names(),
            one.certificate().or(other::certificate),
            one.passwordId().or(other::passwordId),
            one.role() instanceof Role.Itself ? other.role() : one.role());
    return new Verdict.Accepted(new Caller(both, () -> first.facts().and(second.facts())));
  }

  /**
   * {@code cert:…&user:alice}. Whoever makes an identity sees to it that none of its own ampersands
   * is followed by what looks like another identity.
   */
  private static String joined(String one, String other) {
    List<String> all = new ArrayList<>(List.of(one.split("&", -1)));
    Stream.of(other.split("&", -1)).filter(o -> !all.contains(o)).forEach(all::add);
    return all.stream().collect(Collectors.joining("&"));
  }
}
