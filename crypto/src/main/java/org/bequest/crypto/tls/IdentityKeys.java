package org.bequest.crypto.tls;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows the identities of a {@link TlsIdentities}. Keys stay decoded: the JDK's own key manager of
 * the PKIX kind decrypts its store anew at each handshake, at ten times the cost of the handshake.
 *
 * <p>Chosen is the first identity with a key of a wanted kind, those under an authority that the
 * peer names before the others (RFC 8446 4.2.4; RFC 7030 4.1.3). A server never looks at the name
 * that the client asks for. Conscrypt does not hand a server the authorities that its client named;
 * the JDK does, on TLS 1.3.
 */
final class IdentityKeys extends X509ExtendedKeyManager {
  private final TlsIdentities identities;
  private final Consumer<Object> onFullHandshake;

  /**
   * @param onFullHandshake is told of the engine or socket for which a server chooses
   */
  IdentityKeys(TlsIdentities identities, Consumer<Object> onFullHandshake) {
    this.identities = identities;
    this.onFullHandshake = onFullHandshake;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
    onFullHandshake.accept(engine);
    return choose(List.of(keyType), issuers);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, Socket socket) {
    onFullHandshake.accept(socket);
    return choose(List.of(keyType), issuers);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
    return choose(List.of(keyTypes), issuers);
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, Socket socket) {
    return choose(List.of(keyTypes), issuers);
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return aliases(List.of(keyType)).toArray(String[]::new);
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return aliases(List.of(keyType)).toArray(String[]::new);
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return identities
        .withAlias(alias)
        .map(identity -> identity.chain().toArray(X509Certificate[]::new))
        .orElse(null);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return identities.withAlias(alias).map(TlsIdentity::key).orElse(null);
  }

  private @Nullable String choose(List<String> keyTypes, Principal @Nullable [] issuers) {
    Set<Principal> named = issuers == null ? Set.of() : Set.copyOf(Arrays.asList(issuers));
    List<String> fitting = aliases(keyTypes);
    return fitting.stream()
        .filter(alias -> underOneOf(alias, named))
        .findFirst()
        .or(() -> fitting.stream().findFirst())
        .orElse(null);
  }

  private List<String> aliases(List<String> keyTypes) {
    return identities.byAlias().entrySet().stream()
        .filter(entry -> keyTypes.contains(keyType(entry.getValue())))
        .map(Map.Entry::getKey)
        .toList();
  }

  private boolean underOneOf(String alias, Set<Principal> issuers) {
    return identities.withAlias(alias).map(TlsIdentity::chain).orElse(List.of()).stream()
        .anyMatch(certificate -> issuers.contains(certificate.getIssuerX500Principal()));
  }

  private static String keyType(TlsIdentity identity) {
    return identity.certificate().getPublicKey().getAlgorithm();
  }
}
