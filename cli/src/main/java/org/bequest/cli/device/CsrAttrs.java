package org.bequest.cli.device;

import org.bequest.cli.terminal.OutputOptions;
import org.bequest.client.EstClient;
import org.bequest.formats.pkix.CsrDemands;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bequest csrattrs}: RFC 7030 4.5. */
@Command(
    name = "csrattrs",
    description = "Ask what the server wants in a certification request (RFC 7030 4.5, RFC 9908).",
    footer = {"", "  bequest csrattrs --ca ca.pem --label plant7"})
public final class CsrAttrs implements Runnable {
  @Mixin private ServerOptions server;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    CsrDemands demands = Contact.with(this::ask);
    var text = new DemandText(demands);
    output
        .terminal()
        .result(
            demands.equals(CsrDemands.NONE)
                ? "The server wants nothing in particular."
                : text.text(),
            text.fields());
  }

  private CsrDemands ask() {
    try (EstClient client = server.client()) {
      return client.csrAttrs();
    }
  }
}
