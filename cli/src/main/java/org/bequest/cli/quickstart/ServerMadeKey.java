package org.bequest.cli.quickstart;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.bequest.admin.client.AdminClient;
import org.bequest.admin.message.CreatedSecret;
import org.bequest.admin.message.NewSecret;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.client.Enrollment;
import org.bequest.client.EstClientBuilder;
import org.bequest.client.KeyGeneration;
import org.bequest.client.KeygenRequest;
import org.bequest.client.keygen.KeyProtection;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.keys.DecryptKeyIdentifier;

/**
 * A key that the server makes, encrypted under a key that it shares with the device (RFC 7030 4.4).
 */
final class ServerMadeKey {
  /** As in the configuration that {@code init} writes. */
  static final String LABEL = "server-keys";

  private static final Duration VALIDITY = Duration.ofMinutes(10);

  private final Device device;
  private final AdminClient operator;

  ServerMadeKey(Device device, AdminClient operator) {
    this.device = device;
    this.operator = operator;
  }

  String show() {
    CreatedSecret shared =
        operator.addSecret(
            new NewSecret(
                "key-encryption", "", "", Device.NAME, LABEL, List.of(), "", false, VALIDITY));
    try (Secret key =
        Secret.of(Base64.getDecoder().decode(Objects.requireNonNull(shared.value())))) {
      var id = new DecryptKeyIdentifier(HexFormat.of().parseHex(shared.state().reference()));
      var request =
          KeygenRequest.of(Device.commonName(Device.NAME), KeyAlgorithm.P256)
              .under(new KeyProtection.SymmetricKey(id, key));
      EstClientBuilder client = device.client(LABEL).identity(device.current());
      X509Certificate certificate =
          delivered(Device.with(client, c -> c.serverKeygen(request))).certificate();
      return "opened with the shared key, and fits " + Device.text(certificate);
    }
  }

  private static KeyGeneration.Delivered delivered(KeyGeneration outcome) {
    return switch (outcome) {
      case KeyGeneration.Delivered delivered -> delivered;
      case KeyGeneration.Unusable unusable -> throw unusable(unusable);
      case Enrollment.Pending _ -> throw Device.waits();
      case Enrollment.Refused refused -> throw Device.refused(refused);
    };
  }

  private static CommandFailure unusable(KeyGeneration.Unusable unusable) {
    return Device.failed("what came is not to be used: " + unusable.why());
  }
}
