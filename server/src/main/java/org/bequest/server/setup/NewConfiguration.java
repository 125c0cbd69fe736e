package org.bequest.server.setup;

import java.util.stream.Collectors;

/**
 * The {@code bequest.yaml} of a new deployment: short, commented, and read by {@code init}'s test.
 */
final class NewConfiguration {
  private static final String TEMPLATE =
      """
      # Bequest. Every key: docs/manual/configuration.md, or `bequest config explain KEY`.
      # Relative paths are relative to this file. Check changes with `bequest config check`.

      store:
        path: bequest.db

      listen:
        est:
          host: 0.0.0.0
          port: EST_PORT
        admin:                # operators only, each with a certificate
          host: 127.0.0.1
          port: ADMIN_PORT

      tls:
        key-store: tls/server.p12
        password: file:secrets/tls-password
        hosts: [HOSTS]           # in the certificate that the server renews for itself

      ca:
        key-store: ca/issuing.p12     # ca/root.p12 is not needed to serve: move it to a safe place
        password: file:secrets/ca-password
        crl:
          validity: 7d
          publish-every: 1d

      secrets:
        sealing-key: file:secrets/sealing-key    # what is shared with devices lies under it

      profiles:
        device:
          validity: 90d
          key-usage: [digital-signature]
          extended-key-usage: [client-auth]

      labels:
        default:              # https://HOST:PORT/.well-known/est/...
          profile: device
          authenticators: [client-certificate, one-time-password, basic]
          linking: off
          full-cmc:
            offered: true     # /fullcmc: also for devices that prove themselves inside CMC
        server-keys:          # https://HOST:PORT/.well-known/est/server-keys/serverkeygen
          profile: device
          authenticators: [client-certificate]
          keygen:
            offered: true     # keys made here, for devices that cannot
            protection: required   # and only encrypted to what `bequest secret add` registers
        approved:             # https://HOST:PORT/.well-known/est/approved/...
          profile: device
          authenticators: [client-certificate, one-time-password, basic]
          csrattrs:           # what /csrattrs says, and what is then demanded
            style: both
            key: p256
            extensions:
              key-usage: profile
          approval:
            mode: manual      # bequest request list, bequest request approve TICKET
            retry-after: 2s   # short, for the quickstart; minutes or hours where people decide
      """;

  private NewConfiguration() {}

  static String text(InitSpec spec) {
    String hosts = spec.hosts().stream().map(h -> '"' + h + '"').collect(Collectors.joining(", "));
    return TEMPLATE
        .replace("EST_PORT", Integer.toString(spec.estPort()))
        .replace("ADMIN_PORT", Integer.toString(spec.adminPort()))
        .replace("HOSTS", hosts);
  }
}
