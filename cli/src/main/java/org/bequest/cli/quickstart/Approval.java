package org.bequest.cli.quickstart;

import java.security.KeyPair;
import java.time.Duration;
import java.util.Map;
import org.bequest.admin.client.AdminClient;
import org.bequest.admin.message.CreatedOtp;
import org.bequest.admin.message.Decide;
import org.bequest.admin.message.NewOtp;
import org.bequest.admin.message.RequestLine;
import org.bequest.client.EnrollRequest;
import org.bequest.client.Enrollment;
import org.bequest.client.EstClient;
import org.bequest.client.EstClientBuilder;
import org.bequest.client.HttpLogin;
import org.bequest.client.Polling;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.PrivateKeySigner;

/** A request that an operator has to approve, under the label that says so (RFC 7030 4.2.3). */
final class Approval {
  /** As in the configuration that {@code init} writes. */
  static final String LABEL = "approved";

  private static final String NAME = "quickstart-approved";
  private static final Duration VALIDITY = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Device device;
  private final AdminClient operator;

  Approval(Device device, AdminClient operator) {
    this.device = device;
    this.operator = operator;
  }

  String show() {
    CreatedOtp password = operator.createOtp(new NewOtp(NAME, LABEL, VALIDITY));
    KeyPair key = KeyAlgorithm.P256.generate();
    var request =
        EnrollRequest.of(Device.commonName(NAME), PrivateKeySigner.of(key))
            .following(device.wantedUnder(LABEL));
    EstClientBuilder client =
        device.client(LABEL).login(HttpLogin.basic(NAME, password.password()));
    Enrollment outcome = Device.with(client, c -> polled(c, request));
    return "202, approved by the operator, then "
        + Device.text(Device.issued(outcome).certificate());
  }

  /** The operator decides while the device waits for as long as it was told to. */
  private Enrollment polled(EstClient client, EnrollRequest request) {
    try {
      return Polling.atMost(PATIENCE).until(() -> client.simpleEnroll(request), _ -> approve());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw Device.failed("interrupted while the request waited");
    }
  }

  private void approve() {
    for (RequestLine waiting : operator.requests(Map.of("state", "waiting", "label", LABEL))) {
      operator.approve(waiting.ticket(), new Decide("the quickstart's own device"));
    }
  }
}
