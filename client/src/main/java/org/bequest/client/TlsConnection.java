package org.bequest.client;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.bequest.client.trust.ServerAuthorization;
import org.bequest.crypto.tls.ChannelBinding;
import org.jspecify.annotations.Nullable;

/**
 * One TLS connection to an authorised server. Its channel binding is known before the first request
 * goes out, which is why the socket is ours and not a pool's.
 */
final class TlsConnection implements AutoCloseable {
  private static final Http1Config LIMITS =
      Http1Config.custom()
          .setMaxLineLength(16 * 1024)
          .setMaxHeaderCount(100)
          .setMaxEmptyLineCount(10)
          .build();

  /** Who is at the other end, and why it may be spoken to. */
  record Met(Origin origin, ServerAuthorization authorization) {}

  private final Met met;
  private final Socket tcp;
  private final @Nullable ChannelBinding binding;
  private final DefaultBHttpClientConnection http = new DefaultBHttpClientConnection(LIMITS);
  private final HttpRequestExecutor executor = new HttpRequestExecutor();
  private boolean used;

  /**
   * @param tls over {@code tcp}, its handshake done
   */
  TlsConnection(Met met, Socket tcp, SSLSocket tls, Optional<ChannelBinding> binding)
      throws IOException {
    this.met = met;
    this.tcp = tcp;
    this.binding = binding.orElse(null);
    http.bind(tls, tcp);
  }

  Origin origin() {
    return met.origin();
  }

  ServerAuthorization authorization() {
    return met.authorization();
  }

  Optional<ChannelBinding> binding() {
    return Optional.ofNullable(binding);
  }

  /** Whether a request has been answered on it before. */
  boolean isUsed() {
    return used;
  }

  /** Whether another request may be tried; the server may still close it meanwhile. */
  boolean isUsable() {
    try {
      return http.isOpen() && !http.isStale();
    } catch (IOException e) {
      return false;
    }
  }

  /** Sends and receives; closes the connection unless another request may follow. */
  HttpAnswer exchange(ClassicHttpRequest request, Limits limits) throws IOException, HttpException {
    try (var _ = Alarm.closing(tcp, limits.total())) {
      var context = HttpCoreContext.create();
      ClassicHttpResponse response = executor.execute(request, http, context);
      requireOneLength(response);
      HttpAnswer answer =
          new HttpAnswer(response.getCode(), fields(response), body(response, limits));
      used = true;
      if (!executor.keepAlive(request, response, http, context)) {
        close();
      }
      return answer;
    } catch (IOException | HttpException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Two lengths are two answers to two readers (RFC 9112 6.3). */
  private static void requireOneLength(ClassicHttpResponse response) throws HttpException {
    if (response.countHeaders("Content-Length") + response.countHeaders("Transfer-Encoding") > 1) {
      throw new HttpException("the answer says twice how long it is");
    }
  }

  private static List<HttpAnswer.Field> fields(ClassicHttpResponse response) {
    List<HttpAnswer.Field> fields = new ArrayList<>();
    for (Header header : response.getHeaders()) {
      String value = header.getValue();
      fields.add(new HttpAnswer.Field(header.getName(), value == null ? "" : value));
    }
    return fields;
  }

  private static byte[] body(ClassicHttpResponse response, Limits limits)
      throws IOException, HttpException {
    try (HttpEntity entity = response.getEntity()) {
      if (entity == null) {
        return new byte[0];
      }
      byte[] body = entity.getContent().readNBytes(limits.answer() + 1);
      if (body.length > limits.answer()) {
        throw new HttpException("the answer is longer than " + limits.answer() + " bytes");
      }
      return body;
    }
  }

  @Override
  public void close() {
    http.close(CloseMode.GRACEFUL);
  }
}
