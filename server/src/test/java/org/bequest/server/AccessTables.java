package org.bequest.server;

import java.nio.file.Path;

/** What {@link AccessMatrixTest} asks of which server. */
final class AccessTables {
  /**
   * Labels: {@code all} takes every credential, {@code certs} certificates of this service, {@code
   * words} users and one-time passwords.
   */
  static final String TABLE =
      """
      who              | cacerts crls csrattrs | simpleenroll    | simplereenroll
      label            | all     all  all      | all certs words | all certs words
      nobody           | 200     200  204      | 401 403   401   | 401 403   401
      wrong-password   | 200     200  204      | 401 403   401   | 401 403   401
      otp              | 200     200  204      | 200 403   200   | 403 403   403
      otp-spent        | 200     200  204      | 401 403   401   | 401 403   401
      otp-elsewhere    | 200     200  204      | 401 403   401   | 401 403   401
      user             | 200     200  204      | 200 403   200   | 403 403   403
      user-elsewhere   | 200     200  204      | 401 403   401   | 401 403   401
      digest           | 200     200  204      | 200 403   200   | 403 403   403
      token            | 200     200  204      | 200 403   200   | 403 403   403
      token-forged     | 200     200  204      | 401 403   401   | 401 403   401
      own              | 200     200  204      | 200 200   401   | 200 200   401
      own-and-user     | 200     200  204      | 200 200   200   | 200 200   403
      revoked          | 200     200  204      | 403 403   401   | 403 403   401
      revoked-and-user | 200     200  204      | 403 403   200   | 403 403   403
      expired          | 200     200  204      | 403 403   401   | 403 403   401
      manufacturer     | 200     200  204      | 200 403   401   | 403 403   401
      stranger         | 200     200  204      | 401 403   401   | 401 403   401
      registrar        | 200     200  204      | 200 400   401   | 200 403   401
      unlisted-ra      | 200     200  204      | 400 400   401   | 403 403   401
      operator         | 200     200  204      | 403 403   401   | 403 403   401
      server           | 200     200  204      | 403 403   401   | 403 403   401
      """;

  /** The same for what came later. */
  static final String MORE =
      """
      who              | serverkeygen    | serverkeygen/return | fullcmc
      label            | all certs words | all certs words     | all certs words
      nobody           | 401 403   401   | 401 403   401       | 403 403   403
      wrong-password   | 401 403   401   | 401 403   401       | 401 403   401
      otp              | 200 403   200   | 404 403   404       | 200 403   200
      otp-spent        | 401 403   401   | 401 403   401       | 401 403   401
      otp-elsewhere    | 401 403   401   | 401 403   401       | 401 403   401
      user             | 200 403   200   | 404 403   404       | 200 403   200
      user-elsewhere   | 401 403   401   | 401 403   401       | 401 403   401
      digest           | 200 403   200   | 404 403   404       | 200 403   200
      token            | 200 403   200   | 404 403   404       | 200 403   200
      token-forged     | 401 403   401   | 401 403   401       | 401 403   401
      own              | 200 200   401   | 404 404   401       | 200 200   403
      own-and-user     | 200 200   200   | 404 404   404       | 200 200   200
      revoked          | 403 403   401   | 403 403   401       | 403 403   403
      revoked-and-user | 403 403   200   | 403 403   404       | 403 403   200
      expired          | 403 403   401   | 403 403   401       | 403 403   403
      manufacturer     | 200 403   401   | 404 403   401       | 200 403   403
      stranger         | 401 403   401   | 401 403   401       | 403 403   403
      registrar        | 200 400   401   | 404 404   401       | 200 400   403
      unlisted-ra      | 400 400   401   | 404 404   401       | 400 400   403
      operator         | 403 403   401   | 403 403   401       | 403 403   403
      server           | 403 403   401   | 403 403   401       | 403 403   403
      """;

  private static final String LABELS =
      """
        all:
          profile: device
          keygen:
            offered: true
          full-cmc:
            offered: true
          authenticators: [client-certificate, one-time-password, basic, digest, bearer]
          client-certificates:
            anchors: [own, acme]
          names:
            keep-own: true
            rules:
              factory:
                anchors: [acme]
                grants: ["CN=${cert.serial-number}"]
              cloud:
                authenticators: [bearer]
                grants: ["CN=${token.sub}"]
        certs:
          profile: device
          keygen:
            offered: true
          full-cmc:
            offered: true
          authenticators: [client-certificate]
        words:
          profile: device
          keygen:
            offered: true
          full-cmc:
            offered: true
          authenticators: [one-time-password, basic, digest, bearer]
          names:
            keep-own: true
            rules:
              cloud:
                authenticators: [bearer]
                grants: ["CN=${token.sub}"]
        brief:
          profile: brief
        registrars:
          profile: registrar
          authenticators: [client-certificate]
      """;

  static String labels(Path root, Path folder, Path keys) {
    return LABELS
        + """
        anchors:
          acme:
            certificates: [%s]
            crls: [%s/root.crl, %s/issuing.crl]
        tokens:
          cloud:
            issuer: https://issuer.example
            audience: [est]
            jwks: file:%s
        registration-authorities:
          gateway:
            subject: CN=ra-1
            labels: [all]
            names: ["CN=device-*"]
        """
            .formatted(root, folder, folder, keys);
  }

  private AccessTables() {}
}
