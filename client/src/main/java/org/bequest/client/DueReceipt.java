package org.bequest.client;

import java.security.cert.X509Certificate;
import java.util.List;
import org.bequest.client.trust.Holders;
import org.bequest.formats.receipt.PackageIdAndReceiptRequest;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bequest.formats.receipt.ReceiptRequest;
import org.bequest.formats.receipt.SirEntityName;

/**
 * A receipt that its package's originator should have.
 *
 * @param encrypted whether he wants nobody else to read it (RFC 7191 3)
 * @param to by whose keys, then
 */
public record DueReceipt(PackageId id, boolean encrypted, List<SirEntityName> to) {
  public DueReceipt {
    to = List.copyOf(to);
  }

  /** For a package that was named, whether or not its originator asks. */
  public static DueReceipt of(PackageIdAndReceiptRequest mark) {
    return new DueReceipt(
        mark.id(),
        mark.request().filter(ReceiptRequest::encrypt).isPresent(),
        mark.request().map(ReceiptRequest::to).orElse(List.of()));
  }

  /** Those that are named; what is no distinguished name is passed over (RFC 7191 3). */
  public List<X509Certificate> readers(List<X509Certificate> known) {
    return known.stream()
        .filter(c -> to.contains(SirEntityName.of(Holders.of(c).getSubject())))
        .toList();
  }
}
