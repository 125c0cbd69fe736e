package org.bequest.ca;

import java.time.Duration;
import java.util.List;
import org.bequest.formats.wire.Reason;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What an authority decided. Everything that is answered, audited and logged of a request comes
 * from this value.
 */
public sealed interface Decision {
  /**
   * @param certificate committed before this value exists
   * @param chain its issuers, leaf's issuer first, without the root's being required
   */
  record Issued(X509CertificateHolder certificate, List<X509CertificateHolder> chain)
      implements Decision {
    public Issued {
      chain = List.copyOf(chain);
    }
  }

  /**
   * @param ticket names the waiting request to operators
   * @param retryAfter at least one second
   */
  record Pending(String ticket, Duration retryAfter) implements Decision {}

  /**
   * Neither accepted nor refused: there is no room for it now, or nobody to ask.
   *
   * @param retryAfter at least one second
   * @param detail one clause for the client
   */
  record Later(Duration retryAfter, String detail) implements Decision {}

  /**
   * @param detail one clause for the client: what is wrong and which rule says so, never a secret
   */
  record Refused(Reason reason, String detail) implements Decision {}
}
