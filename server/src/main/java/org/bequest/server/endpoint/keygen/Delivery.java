package org.bequest.server.endpoint.keygen;

import java.util.List;
import org.bequest.crypto.GeneratedKey;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bequest.server.http.HttpAnswer;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * How a key and its certificate leave, agreed on before the key is made. Closing it wipes what was
 * opened for it.
 */
public interface Delivery extends AutoCloseable {
  HttpAnswer answer(GeneratedKey key, Certified certified, PackageId id);

  /** How it is wrapped, in a word for operators. */
  String form();

  /** Whether what it gives out asks for a receipt. */
  default boolean asksForReceipt() {
    return false;
  }

  @Override
  default void close() {}

  /**
   * @param chain its issuers, which go along where the label says so
   */
  record Certified(X509CertificateHolder certificate, List<X509CertificateHolder> chain) {
    public Certified {
      chain = List.copyOf(chain);
    }
  }
}
