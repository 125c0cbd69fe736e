package org.bequest.server.event;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each event as one line of JSON to the logger {@value #LOGGER}, whose layout should be the
 * bare message.
 */
public final class RequestLog implements Consumer<RequestEvent> {
  public static final String LOGGER = "org.bequest.request";

  private final Logger logger = LoggerFactory.getLogger(LOGGER);

  @Override
  public void accept(RequestEvent event) {
    if (logger.isInfoEnabled()) {
      logger.info(line(event));
    }
  }

  static String line(RequestEvent event) {
    return new JsonLine()
        .put("at", event.at().toString())
        .put("request", event.id())
        .put("method", event.method())
        .put("path", event.path())
        .putIfPresent("label", event.label())
        .putIfPresent("operation", event.operation())
        .put("status", event.status())
        .putIfPresent("reason", event.reason())
        .putIfPresent("detail", event.detail())
        .putIfPresent("caller", event.caller())
        .putIfPresent("serial", event.serial())
        .putThousandths("ms", event.micros())
        .put("bytes", event.bytes())
        .put("remote", event.remote())
        .putIfPresent("tls", event.tls())
        .putIfPresent("cipher", event.cipher())
        .end();
  }
}
