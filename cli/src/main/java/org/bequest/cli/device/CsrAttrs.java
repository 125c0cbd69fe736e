package org.bequest.cli.device;

import java.util.List;
import java.util.Map;
import org.bequest.cli.terminal.OutputOptions;
import org.bequest.client.EstClient;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.formats.pkix.KeyDemand;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
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
    String key = keyText(demands.key());
    List<String> extensions =
        demands.extensions().stream().map(e -> e.id().getId()).sorted().toList();
    List<String> named =
        demands.named().stream().map(ASN1ObjectIdentifier::getId).sorted().toList();
    output
        .terminal()
        .result(
            demands.equals(CsrDemands.NONE)
                ? "The server wants nothing in particular."
                : "key: %s%nextensions: %s%nattributes: %s".formatted(key, extensions, named),
            Map.of("key", key, "extensions", extensions, "attributes", named));
  }

  private CsrDemands ask() {
    try (EstClient client = server.client()) {
      return client.csrAttrs();
    }
  }

  private static String keyText(KeyDemand demand) {
    return switch (demand) {
      case KeyDemand.Any _ -> "any";
      case KeyDemand.Rsa rsa -> rsa.bits() == 0 ? "rsa" : "rsa-" + rsa.bits();
      case KeyDemand.Of of ->
          of.algorithm().getParameters() == null
              ? of.algorithm().getAlgorithm().getId()
              : of.algorithm().getParameters().toString();
    };
  }
}
