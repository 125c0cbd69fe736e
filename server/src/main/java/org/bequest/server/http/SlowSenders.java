package org.bequest.server.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections that send something now and then but finish nothing: a handshake, a head or a
 * body that trickles never meets an idle timeout.
 *
 * <p>Every few seconds each connection is looked at. One that has received octets since the last
 * answer, and has had no answer for the whole limit, is closed.
 */
final class SlowSenders extends AbstractLifeCycle {
  private final ServerConnector connector;
  private final Scheduler scheduler;
  private final long limitNanos;
  private final long periodMillis;
  private final Map<EndPoint, Progress> progress = new ConcurrentHashMap<>();

  /** What a connection had done when it was last seen to get anywhere. */
  private record Progress(long answers, long octets, long nanos) {}

  SlowSenders(ServerConnector connector, Scheduler scheduler, Duration limit) {
    this.connector = connector;
    this.scheduler = scheduler;
    this.limitNanos = limit.toNanos();
    this.periodMillis = Math.max(100, limit.toMillis() / 8);
  }

  @Override
  protected void doStart() {
    scheduler.schedule(this::sweep, periodMillis, TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    if (!isRunning()) {
      return;
    }
    var open = connector.getConnectedEndPoints();
    progress.keySet().retainAll(open);
    open.forEach(this::look);
    scheduler.schedule(this::sweep, periodMillis, TimeUnit.MILLISECONDS);
  }

  private void look(EndPoint endPoint) {
    if (!(endPoint.getConnection() instanceof SslConnection tls)) {
      return;
    }
    long now = System.nanoTime();
    Progress seen = new Progress(answers(tls), tls.getBytesIn(), now);
    Progress last = progress.putIfAbsent(endPoint, seen);
    if (last == null) {
      return;
    }
    if (last.answers != seen.answers || last.octets == seen.octets) {
      progress.put(endPoint, seen);
    } else if (now - last.nanos > limitNanos) {
      endPoint.close(new TimeoutException("a request that was not complete in time"));
    }
  }

  private static long answers(SslConnection tls) {
    Connection http = tls.getSslEndPoint().getConnection();
    return http == null ? 0 : http.getMessagesOut();
  }
}
