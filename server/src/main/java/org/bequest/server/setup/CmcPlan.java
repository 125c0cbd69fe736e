package org.bequest.server.setup;

import java.util.stream.Collectors;
import org.bequest.server.config.FullCmcSettings;
import org.bequest.server.config.FullCmcSettings.ProofHash;
import org.bequest.server.config.FullCmcSettings.TransportAuthentication;
import org.bequest.server.label.FullCmcRules;

/** From the settings of a label to what it hears of CMC. */
final class CmcPlan {
  private final Deployment.Parts parts;

  CmcPlan(Deployment.Parts parts) {
    this.parts = parts;
  }

  FullCmcRules of(FullCmcSettings settings) {
    return new FullCmcRules(
        settings.offered(),
        settings.transportAuthentication() == TransportAuthentication.REQUIRED,
        settings.proofHashes().stream().map(CmcPlan::name).collect(Collectors.toSet()),
        settings.nonceRequired(),
        settings.nonceWindow(),
        settings.maxRequests(),
        settings.maxDepth());
  }

  private static String name(ProofHash hash) {
    return switch (hash) {
      case SHA1 -> "SHA-1";
      case SHA256 -> "SHA-256";
      case SHA384 -> "SHA-384";
      case SHA512 -> "SHA-512";
    };
  }
}
