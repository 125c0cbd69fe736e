package org.bequest.client;

import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.bequest.client.EstException.Kind;
import org.bequest.client.trust.ServerAuthorization;
import org.bequest.crypto.tls.TlsIdentities;
import org.jspecify.annotations.Nullable;

/**
 * Requests and their answers over one kept connection: challenges are answered, redirects followed,
 * a connection that the server closed is opened again.
 */
final class Conversation implements AutoCloseable {
  private static final int UNAUTHORIZED = 401;

  private final ClientSettings settings;
  private final Connector connector;
  private final Origin home;
  private final TlsIdentities nobody = TlsIdentities.none();
  private final Set<Origin> identifiedTo = new HashSet<>();
  private ServerAuthorization believed = ServerAuthorization.PROVISIONAL;
  private @Nullable TlsConnection kept;

  Conversation(ClientSettings settings) {
    this.settings = settings;
    this.connector = new Connector(settings);
    this.home = Origin.of(settings.server().prefix());
    identifiedTo.add(home);
  }

  /** Why the server that answered last was believed. */
  ServerAuthorization authorization() {
    return believed;
  }

  HttpAnswer get(URI uri) {
    return follow(uri, null);
  }

  HttpAnswer post(URI uri, Posting posting) {
    try {
      return follow(uri, posting);
    } finally {
      if (posting.usedUpTheConnection()) {
        close();
      }
    }
  }

  private HttpAnswer follow(URI start, @Nullable Posting posting) {
    URI target = start;
    for (int hop = 0; hop <= settings.limits().redirects(); hop++) {
      HttpAnswer answer = answerChallenge(target, posting);
      Optional<URI> next = Redirect.target(target, answer, posting == null);
      if (next.isEmpty()) {
        return answer;
      }
      if (posting != null) {
        requireConsent(target, next.get());
      }
      target = next.get();
    }
    throw new EstException(Kind.PROTOCOL, "the server redirects too often");
  }

  private void requireConsent(URI from, URI to) {
    Origin next = Origin.of(to);
    if (next.equals(Origin.of(from)) || identifiedTo.contains(next)) {
      return;
    }
    if (!settings.consent().test(to)) {
      throw new EstException(Kind.TRUST, "the server redirects to " + next.authority());
    }
    identifiedTo.add(next);
  }

  /** RFC 7030 3.2.3; the password is for the configured origin only. */
  private HttpAnswer answerChallenge(URI target, @Nullable Posting posting) {
    Optional<HttpLogin> login = settings.login().filter(_ -> Origin.of(target).equals(home));
    Optional<String> unasked = login.flatMap(HttpLogin::withoutChallenge);
    HttpAnswer answer = exchange(target, posting, unasked);
    if (answer.status() != UNAUTHORIZED || unasked.isPresent()) {
      return answer;
    }
    var repeated = new HttpLogin.Repeated(posting == null ? "GET" : "POST", requestTarget(target));
    Optional<String> authorization =
        login.flatMap(l -> l.answer(answer.headers("WWW-Authenticate"), repeated));
    if (authorization.isEmpty()) {
      close();
      return answer;
    }
    HttpAnswer second = exchange(target, posting, authorization);
    Optional<String> fresh =
        second.status() == UNAUTHORIZED
            ? login.flatMap(l -> l.answerToStale(second.headers("WWW-Authenticate"), repeated))
            : Optional.empty();
    return fresh.isPresent() ? exchange(target, posting, fresh) : second;
  }

  /** A GET that met a connection which the server had just closed is sent once more. */
  private HttpAnswer exchange(
      URI target, @Nullable Posting posting, Optional<String> authorization) {
    TlsConnection connection = connectionTo(Origin.of(target));
    believed = connection.authorization();
    boolean mayRepeat = connection.isUsed() && posting == null;
    ClassicHttpRequest request = request(target, connection, posting);
    authorization.ifPresent(value -> request.setHeader("Authorization", value));
    try {
      return connection.exchange(request, settings.limits());
    } catch (IOException e) {
      if (mayRepeat && e instanceof NoHttpResponseException) {
        return exchange(target, null, authorization);
      }
      throw Failure.of(e, "no answer from " + connection.origin().authority());
    } catch (HttpException e) {
      throw Failure.of(e, "no HTTP from " + connection.origin().authority());
    }
  }

  private TlsConnection connectionTo(Origin origin) {
    TlsConnection present = kept;
    if (present != null && present.origin().equals(origin) && present.isUsable()) {
      return present;
    }
    close();
    TlsIdentities identities = identifiedTo.contains(origin) ? settings.identities() : nobody;
    TlsConnection opened = connector.open(origin, identities);
    kept = opened;
    return opened;
  }

  private static ClassicHttpRequest request(
      URI target, TlsConnection connection, @Nullable Posting posting) {
    if (posting == null) {
      return getRequest(target);
    }
    byte[] body = posting.body(connection.binding());
    ClassicHttpRequest request = request("POST", target);
    posting.accepted().ifPresent(type -> request.setHeader("Accept", type));
    request.setHeader("Content-Type", posting.type().toString());
    if (posting.isBase64()) {
      request.setHeader("Content-Transfer-Encoding", "base64");
    }
    request.setHeader("Content-Length", Integer.toString(body.length));
    request.setEntity(new ByteArrayEntity(body, null));
    return request;
  }

  static ClassicHttpRequest getRequest(URI target) {
    return request("GET", target);
  }

  private static ClassicHttpRequest request(String method, URI target) {
    var request = new BasicClassicHttpRequest(method, requestTarget(target));
    request.setHeader("Host", Origin.of(target).authority());
    request.setHeader("User-Agent", "bequest");
    return request;
  }

  private static String requestTarget(URI uri) {
    String query = uri.getRawQuery();
    return uri.getRawPath() + (query == null ? "" : "?" + query);
  }

  @Override
  public void close() {
    TlsConnection present = kept;
    kept = null;
    if (present != null) {
      present.close();
    }
  }
}
