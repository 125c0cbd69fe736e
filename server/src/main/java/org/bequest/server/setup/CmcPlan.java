package org.bequest.server.setup;

import org.bequest.ca.RevocationLists;
import org.bequest.crypto.cmc.WitnessPolicy;
import org.bequest.server.config.FullCmcSettings;
import org.bequest.server.config.FullCmcSettings.TransportAuthentication;
import org.bequest.server.label.CmcServices;
import org.bequest.server.label.FullCmcRules;

/** From the settings of a label to what it hears of CMC. */
final class CmcPlan {
  private final Deployment.Parts parts;

  CmcPlan(Deployment.Parts parts) {
    this.parts = parts;
  }

  /**
   * @param revocation of the label's authority
   */
  FullCmcRules of(FullCmcSettings settings, RevocationLists revocation) {
    return settings.offered()
        ? new FullCmcRules(
            true,
            settings.transportAuthentication() == TransportAuthentication.REQUIRED,
            settings.sha1Proofs() ? WitnessPolicy.WITH_SHA1 : WitnessPolicy.STRONG,
            new FullCmcRules.Nonces(settings.nonceRequired(), settings.nonceWindow()),
            settings.maxRequests(),
            settings.maxDepth(),
            new CmcServices(parts.store(), parts.secrets(), revocation, parts.clock()))
        : FullCmcRules.OFF;
  }
}
