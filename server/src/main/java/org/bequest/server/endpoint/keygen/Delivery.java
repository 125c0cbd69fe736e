package org.bequest.server.endpoint.keygen;

import java.util.List;
import org.bequest.crypto.GeneratedKey;
import org.bequest.server.http.HttpAnswer;
import org.bouncycastle.cert.X509CertificateHolder;

/** How a key and its certificate leave, agreed on before the key is made. */
public interface Delivery {
  /**
   * @param key whose private half this is given a copy of, which it wipes
   */
  HttpAnswer answer(GeneratedKey key, Certified certified);

  /**
   * @param chain its issuers, which go along where the label says so
   */
  record Certified(X509CertificateHolder certificate, List<X509CertificateHolder> chain) {
    public Certified {
      chain = List.copyOf(chain);
    }
  }
}
