package org.bequest.server.endpoint.keygen;

import java.util.Arrays;
import org.bequest.crypto.GeneratedKey;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bequest.formats.wire.MediaType;
import org.bequest.server.http.HttpAnswer;
import org.bequest.server.label.WireOptions;

/** A PrivateKeyInfo in the clear, beneath TLS (RFC 7030 4.4.2). */
record PlainDelivery(WireOptions wire) implements Delivery {
  @Override
  public HttpAnswer answer(GeneratedKey key, Certified certified, PackageId id) {
    byte[] octets = key.privateKey().octets();
    try {
      return new TwoParts(wire).answer(MediaType.PKCS8, octets, certified);
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  @Override
  public String form() {
    return "pkcs8";
  }
}
