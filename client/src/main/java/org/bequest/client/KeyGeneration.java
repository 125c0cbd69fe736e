package org.bequest.client;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.bequest.formats.receipt.EnumeratedErrorCode;
import org.bequest.formats.receipt.PackageIdAndReceiptRequest;
import org.bequest.formats.receipt.SirEntityName;
import org.bouncycastle.asn1.x500.X500Name;

/** What became of a request for a key that the server makes (RFC 7030 4.4, RFC 8295 8). */
public sealed interface KeyGeneration extends Outcome
    permits KeyGeneration.Delivered,
        KeyGeneration.Unusable,
        Enrollment.Pending,
        Enrollment.Refused {
  /**
   * @param keys that the server made; the private one is that of the certificate
   * @param certificate its path to an Explicit anchor is valid
   * @param chain its issuers, the nearest first, without the anchor
   * @param warnings how it differs from the request, one clause each; empty when it does not
   * @param marks by which signers that are believed named the package, and asked for a receipt (RFC
   *     7191); the outermost first
   */
  record Delivered(
      KeyPair keys,
      X509Certificate certificate,
      List<X509Certificate> chain,
      List<String> warnings,
      List<PackageIdAndReceiptRequest> marks)
      implements KeyGeneration {
    public Delivered {
      chain = List.copyOf(chain);
      warnings = List.copyOf(warnings);
      marks = List.copyOf(marks);
    }

    /** Receipts that originators ask one of these receivers for (RFC 7191 3). */
    public List<DueReceipt> receiptsAskedOf(X500Name... receivers) {
      List<SirEntityName> names = Arrays.stream(receivers).map(SirEntityName::of).toList();
      return marks.stream()
          .filter(mark -> mark.request().filter(r -> names.stream().anyMatch(r::asks)).isPresent())
          .map(DueReceipt::of)
          .distinct()
          .toList();
    }
  }

  /**
   * Something came, and is not to be used: it does not open, or not with what was agreed on, or
   * nobody who is believed vouches for it, or key and certificate do not fit. The key is forgotten.
   *
   * @param code what the originator may be told (RFC 7191 5)
   * @param why one clause
   * @param marks by which the package was named, by whomever
   */
  record Unusable(EnumeratedErrorCode code, String why, List<PackageIdAndReceiptRequest> marks)
      implements KeyGeneration {
    public Unusable {
      marks = List.copyOf(marks);
    }
  }
}
