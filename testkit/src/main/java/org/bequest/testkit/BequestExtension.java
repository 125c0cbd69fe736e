package org.bequest.testkit;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs an EST server for the tests of a class.
 *
 * <pre>{@code
 * @RegisterExtension static final BequestExtension EST = BequestExtension.started();
 *
 * @Test
 * void aDeviceEnrols() {
 *   String password = EST.server().oneTimePassword("device-1");
 *   // POST to EST.server().uri() + "/simpleenroll", trusting EST.server().rootCertificate()
 * }
 * }</pre>
 */
public final class BequestExtension implements BeforeAllCallback, AfterAllCallback {
  private final TestServer server;

  private BequestExtension(TestServer server) {
    this.server = server;
  }

  /** As {@code bequest init} configures one: a default label, P-256 keys, TLS by Conscrypt. */
  public static BequestExtension started() {
    return configured(UnaryOperator.identity());
  }

  /**
   * The same with another configuration.
   *
   * @param change from the {@code bequest.yaml} that {@code bequest init} writes to the one to
   *     serve with
   */
  public static BequestExtension configured(UnaryOperator<String> change) {
    return new BequestExtension(new TestServer(change));
  }

  public TestServer server() {
    return server;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    server.start();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    server.close();
  }
}
