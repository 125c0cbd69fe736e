package org.bequest.crypto.tls;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import org.bequest.crypto.Providers;

/** The implementations of {@link TlsProvider} that this machine has. */
public final class TlsProviders {
  private TlsProviders() {}

  /** Conscrypt where its native library loads, else the JDK's. */
  public static TlsProvider standard() {
    return conscrypt().orElseGet(TlsProviders::jsse);
  }

  /** Empty where its native library does not load. */
  public static Optional<TlsProvider> conscrypt() {
    return Providers.standard().conscrypt().map(TlsProviders::conscrypt);
  }

  public static TlsProvider jsse() {
    Provider sunJsse = Security.getProvider("SunJSSE");
    if (sunJsse == null) {
      throw new IllegalStateException("this Java has no SunJSSE provider");
    }
    return new JsseTls(sunJsse);
  }

  private static TlsProvider conscrypt(Provider provider) {
    return new ConscryptTls(provider);
  }
}
