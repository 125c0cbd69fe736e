package org.bequest.server.endpoint.keygen;

import java.util.ArrayList;
import java.util.List;
import org.bequest.crypto.GeneratedKey;
import org.bequest.crypto.pkcs12.Pkcs12Contents;
import org.bequest.crypto.pkcs12.Pkcs12Delivery;
import org.bequest.crypto.pkcs12.Pkcs12Mac;
import org.bequest.crypto.pkcs12.Pkcs12Protection;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.MediaType;
import org.bequest.server.http.HttpAnswer;
import org.bequest.server.http.HttpHeader;
import org.bequest.server.label.WireOptions;
import org.bouncycastle.cert.X509CertificateHolder;

/** Key and certificate in one PKCS#12 file under the device's password (RFC 8295 8.3). */
record Pkcs12KeyDelivery(Secret password, Pkcs12Mac mac, WireOptions wire) implements Delivery {
  private static final HttpHeader BASE64 = new HttpHeader("Content-Transfer-Encoding", "base64");

  @Override
  public HttpAnswer answer(GeneratedKey key, Certified certified, PackageId id) {
    List<X509CertificateHolder> chain = new ArrayList<>();
    chain.add(certified.certificate());
    if (wire.chainInAnswer()) {
      chain.addAll(certified.chain());
    }
    try (var contents = new Pkcs12Contents("", key.privateKey().octets(), chain)) {
      byte[] pfx = Pkcs12Delivery.encode(contents, password, Pkcs12Protection.of(mac));
      return answer(Base64Body.encode(pfx, wire.base64Lines().lines()));
    }
  }

  private HttpAnswer answer(byte[] base64) {
    HttpAnswer answer = HttpAnswer.ok(base64, HttpHeader.contentType(MediaType.PKCS12.toString()));
    return wire.transferEncodingHeader() ? answer.with(BASE64) : answer;
  }

  @Override
  public String form() {
    return "pkcs12";
  }

  @Override
  public void close() {
    password.close();
  }
}
