package org.bequest.ca;

import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import org.bequest.store.CertificateRow;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * The optional power to find what an authority issued and to change its standing, for those who ask
 * it by protocol (RFC 5272 6.9, 6.11). Who may ask is not its business.
 */
public interface IssuedCertificates {
  /** What became of an order. */
  sealed interface Result {
    /**
     * @param row as it now is, whether this order changed it or an earlier one
     */
    record Done(CertificateRow row) implements Result {}

    /**
     * Nothing was changed.
     *
     * @param why one clause
     */
    record Failed(String why) implements Result {}
  }

  /**
   * @param reason CRLReason of RFC 5280 5.3.1
   * @param actor for the audit entry
   * @param details more for the audit entry
   */
  record Order(int reason, String actor, Map<String, String> details) {
    public Order {
      details = Map.copyOf(details);
    }
  }

  /** A certificate of this issuer and serial number. */
  Optional<CertificateRow> find(X500Name issuer, BigInteger serial);

  /** Revokes a certificate that was found here; reason 8 takes it off hold. */
  Result revoke(CertificateRow row, Order order);
}
