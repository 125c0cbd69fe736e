package org.bequest.server.setup;

import java.util.Optional;
import org.bequest.ca.RevocationLists;
import org.bequest.ca.profile.Profile;
import org.bequest.crypto.cmc.WitnessPolicy;
import org.bequest.server.config.FullCmcSettings;
import org.bequest.server.config.FullCmcSettings.TransportAuthentication;
import org.bequest.server.label.CmcServices;
import org.bequest.server.label.ControlRules;
import org.bequest.server.label.ControlRules.AnchorPublication;
import org.bequest.server.label.FullCmcRules;
import org.bequest.server.secret.ChallengeCheck;
import org.jspecify.annotations.Nullable;

/** From the settings of a label to what it hears of CMC. */
final class CmcPlan {
  private final Deployment.Parts parts;
  private final ChallengeCheck challenges = new ChallengeCheck();
  private volatile byte @Nullable [] seed;

  CmcPlan(Deployment.Parts parts) {
    this.parts = parts;
  }

  /**
   * @param revocation of the label's authority
   */
  FullCmcRules of(FullCmcSettings settings, RevocationLists revocation, Profile profile) {
    return settings.offered()
        ? new FullCmcRules(
            true,
            settings.transportAuthentication() == TransportAuthentication.REQUIRED,
            settings.sha1Proofs() ? WitnessPolicy.WITH_SHA1 : WitnessPolicy.STRONG,
            new FullCmcRules.Nonces(settings.nonceRequired(), settings.nonceWindow()),
            settings.maxRequests(),
            settings.maxDepth(),
            controls(settings),
            new CmcServices(
                parts.store(),
                parts.secrets(),
                revocation,
                parts.clock(),
                profile,
                challenges,
                this::seed))
        : FullCmcRules.OFF;
  }

  private static ControlRules controls(FullCmcSettings settings) {
    return new ControlRules(
        settings.confirm().isZero() ? Optional.empty() : Optional.of(settings.confirm()),
        switch (settings.publishAnchors()) {
          case NEVER -> AnchorPublication.NEVER;
          case ROLL_OVER -> AnchorPublication.ROLL_OVER;
          case ALWAYS -> AnchorPublication.ALWAYS;
        },
        settings.registrarPossession(),
        settings.responseInfo(),
        settings.profile() == FullCmcSettings.CmcProfile.CNSA);
  }

  /** Read once, when it is first needed: the database is asked for writing for it. */
  private byte[] seed() {
    byte[] known = seed;
    if (known == null) {
      known = parts.store().cmcMessages().seed();
      seed = known;
    }
    return known;
  }
}
