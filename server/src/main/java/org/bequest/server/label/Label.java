package org.bequest.server.label;

import org.bequest.ca.CertificateAuthority;
import org.bequest.ca.RevocationLists;
import org.bequest.server.auth.Gate;
import org.bequest.server.names.NameRules;

/**
 * The unit of policy: everything that a path segment of RFC 7030 3.2.2 chooses.
 *
 * @param name one or more segments joined by {@code /}; empty for the default label
 * @param authority one authority under one profile
 * @param revocation whose CRLs /crls serves
 * @param gate who may come in
 * @param names what callers may be named
 * @param keygen how it makes keys for callers
 * @param returns what becomes of the keys that it sends
 * @param fullCmc what it hears of CMC
 */
public record Label(
    String name,
    CertificateAuthority authority,
    RevocationLists revocation,
    Gate gate,
    LinkingPolicy linking,
    Challenges challenges,
    NameRules names,
    KeyGeneration keygen,
    KeyReturns returns,
    FullCmcRules fullCmc,
    WireOptions wire) {
  /** A label without rules of its own about names, that makes no keys and hears no CMC. */
  public Label(
      String name,
      CertificateAuthority authority,
      RevocationLists revocation,
      Gate gate,
      LinkingPolicy linking,
      Challenges challenges,
      WireOptions wire) {
    this(
        name,
        authority,
        revocation,
        gate,
        linking,
        challenges,
        NameRules.NONE,
        KeyGeneration.OFF,
        KeyReturns.NONE,
        FullCmcRules.OFF,
        wire);
  }

  /** The same, spelt for a client that sends no User-Agent. */
  Label forNamelessClient() {
    return new Label(
        name,
        authority,
        revocation,
        gate,
        linking,
        challenges,
        names,
        keygen,
        returns,
        fullCmc,
        wire.forNamelessClient());
  }
}
