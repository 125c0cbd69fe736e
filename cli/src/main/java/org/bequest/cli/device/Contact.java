package org.bequest.cli.device;

import java.io.UncheckedIOException;
import java.util.function.Supplier;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.client.EstException;

/** What can go wrong between a device and a server, in the terms of a command. */
final class Contact {
  private Contact() {}

  static <T> T with(Supplier<T> exchange) {
    try {
      return exchange.get();
    } catch (EstException e) {
      throw failure(e);
    } catch (UncheckedIOException e) {
      throw CommandFailure.local(e);
    }
  }

  private static CommandFailure failure(EstException e) {
    String id = e.requestId().isEmpty() ? "" : " (request " + e.requestId() + ")";
    return new CommandFailure(exitCode(e.kind()), e.getMessage() + id, advice(e.kind()));
  }

  private static ExitCode exitCode(EstException.Kind kind) {
    return switch (kind) {
      case NETWORK, PROTOCOL -> ExitCode.NETWORK;
      case TRUST -> ExitCode.UNTRUSTED;
      case NOT_AUTHENTICATED -> ExitCode.NOT_AUTHORISED;
      case REFUSED -> ExitCode.REFUSED;
    };
  }

  private static String advice(EstException.Kind kind) {
    return switch (kind) {
      case NETWORK -> "Is the server running, and is --url right?";
      case TRUST ->
          "Compare the fingerprint of the server's root with the one that you were given.";
      case NOT_AUTHENTICATED ->
          "Check --cert and --key, or --user with --password-file or --otp-file.";
      case PROTOCOL, REFUSED -> "";
    };
  }
}
