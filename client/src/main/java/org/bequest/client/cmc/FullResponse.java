package org.bequest.client.cmc;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.formats.cmc.PkiData;
import org.bequest.formats.cmc.PkiResponse;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.control.StatusInfoV1;
import org.bequest.formats.cmc.control.StatusInfoV2;
import org.bequest.formats.cmc.status.StatusInfo;

/**
 * A response whose sender is believed.
 *
 * @param certificates in any order; none of them is an anchor for being here
 * @param signer empty when a MAC under the shared secret showed who sent it
 * @param signingTime as it was signed
 * @param authenticated what a MAC under the shared secret covers inside (RFC 5272 section 6.16)
 * @param embedded responses inside, to be taken as parts of this one (RFC 6402 section 2.6)
 */
public record FullResponse(
    PkiResponse response,
    List<X509Certificate> certificates,
    List<X509CRL> crls,
    Optional<X509Certificate> signer,
    Optional<Instant> signingTime,
    List<PkiData> authenticated,
    List<FullResponse> embedded) {
  public FullResponse {
    certificates = List.copyOf(certificates);
    crls = List.copyOf(crls);
    authenticated = List.copyOf(authenticated);
    embedded = List.copyOf(embedded);
  }

  /** This one and those inside. */
  public Stream<FullResponse> all() {
    return Stream.concat(Stream.of(this), embedded.stream().flatMap(FullResponse::all));
  }

  /** The controls of one type, of all of them. */
  public <C extends Control> List<C> controls(Class<C> type) {
    return all().flatMap(r -> r.response().controls(type).stream()).toList();
  }

  /** What is said of anything, in either version; several may be about one part. */
  public List<StatusInfo> statuses() {
    return Stream.concat(
            controls(StatusInfoV2.class).stream().map(StatusInfoV2::info),
            controls(StatusInfoV1.class).stream().map(StatusInfoV1::info))
        .toList();
  }

  public List<X509Certificate> allCertificates() {
    return all().flatMap(r -> r.certificates().stream()).distinct().toList();
  }
}
