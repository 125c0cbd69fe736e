package org.bequest.admin.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.bequest.admin.message.PublishedCrl;
import org.bequest.store.AuditEntry;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CRLHolder;

/** CRLs: published at once when an operator says so. */
final class RevocationLists {
  private final Routes.Backend backend;

  RevocationLists(Routes.Backend backend) {
    this.backend = backend;
  }

  List<Route> routes() {
    return List.of(Route.of("POST", "/v1/crl", this::publish));
  }

  private Reply publish(Call call) {
    byte[] der = backend.authority().publishCrl();
    long number = number(der);
    backend
        .store()
        .audit()
        .append(
            new AuditEntry(
                backend.clock().instant(),
                "crl.request",
                call.actor(),
                Long.toString(number),
                "ok",
                Map.of()));
    return Reply.ok(new PublishedCrl(number, der.length));
  }

  private static long number(byte[] der) {
    try {
      var extension = new X509CRLHolder(der).getExtension(Extension.cRLNumber);
      return CRLNumber.getInstance(extension.getParsedValue()).getCRLNumber().longValueExact();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
