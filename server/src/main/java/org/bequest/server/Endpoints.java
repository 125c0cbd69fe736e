package org.bequest.server;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.bequest.formats.wire.EstOperation;
import org.bequest.server.endpoint.CaCerts;
import org.bequest.server.endpoint.Crls;
import org.bequest.server.endpoint.CsrAttrs;
import org.bequest.server.endpoint.Endpoint;
import org.bequest.server.endpoint.FullCmc;
import org.bequest.server.endpoint.ServerKeygen;
import org.bequest.server.endpoint.ServerKeygenReturn;
import org.bequest.server.endpoint.SimpleEnroll;
import org.bequest.server.endpoint.SimpleReenroll;

/** Every operation that is served; the others answer 501 (RFC 7030 3.2.2). */
final class Endpoints {
  private final Map<EstOperation, Endpoint> endpoints =
      new EnumMap<>(
          Map.of(
              EstOperation.CA_CERTS, new CaCerts(),
              EstOperation.SIMPLE_ENROLL, new SimpleEnroll(),
              EstOperation.SIMPLE_REENROLL, new SimpleReenroll(),
              EstOperation.SERVER_KEYGEN, new ServerKeygen(),
              EstOperation.FULL_CMC, new FullCmc(),
              EstOperation.SERVER_KEYGEN_RETURN, new ServerKeygenReturn(),
              EstOperation.CSR_ATTRS, new CsrAttrs(),
              EstOperation.CRLS, new Crls()));

  Optional<Endpoint> find(EstOperation operation) {
    return Optional.ofNullable(endpoints.get(operation));
  }
}
