package org.bequest.client.keygen;

import java.security.cert.X509Certificate;
import java.util.List;
import org.bequest.formats.receipt.EnumeratedErrorCode;
import org.bequest.formats.receipt.PackageIdAndReceiptRequest;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/** What came of opening a delivery. */
public sealed interface Opened {
  /**
   * @param certificates that travelled with the key
   * @param marks by which signers that are believed named the package, the outermost first
   */
  record Key(
      PrivateKeyInfo key,
      List<X509Certificate> certificates,
      List<PackageIdAndReceiptRequest> marks)
      implements Opened {
    public Key {
      certificates = List.copyOf(certificates);
      marks = List.copyOf(marks);
    }
  }

  /**
   * The key is not to be used, whatever it is.
   *
   * @param code for the originator (RFC 7191 section 5)
   * @param why one clause
   * @param marks that were read before that, believed or not
   */
  record Unusable(EnumeratedErrorCode code, String why, List<PackageIdAndReceiptRequest> marks)
      implements Opened {
    public Unusable {
      marks = List.copyOf(marks);
    }

    /** Whether more certificates of the authority could help. */
    public boolean isOfAnUnknownSigner() {
      return code == EnumeratedErrorCode.NO_TRUST_ANCHOR
          || code == EnumeratedErrorCode.MISSING_CERTIFICATE;
    }
  }
}
