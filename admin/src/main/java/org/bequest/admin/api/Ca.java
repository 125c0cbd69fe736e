package org.bequest.admin.api;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bequest.admin.message.RolloverOutlook;
import org.bequest.admin.message.RolloverRetire;
import org.bequest.admin.message.RolloverStart;
import org.bequest.ca.hierarchy.RolloverSpec;
import org.bequest.ca.hierarchy.RolloverStep;
import org.bequest.ca.signer.CaKeyException;
import org.bequest.ca.signer.CaKeys;
import org.bequest.ca.signer.IssuingKey;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.secret.Secret;
import org.bequest.server.setup.CaRollover;
import org.bequest.server.setup.RolloverPlan;

/** The authority's keys: shown, and rolled over. */
final class Ca {
  private static final Duration LONGEST = Duration.ofDays(100 * 365);

  private final CaRollover rollover;
  private final CaStates states;

  Ca(Routes.Backend backend) {
    this.rollover = backend.rollover();
    this.states = new CaStates(rollover);
  }

  List<Route> routes() {
    return List.of(
        Route.of("GET", "/v1/ca", _ -> Reply.ok(states.now(false, ""))),
        Route.of("GET", "/v1/ca/rollover/plan", this::plan),
        Route.of("POST", "/v1/ca/rollover/start", this::start),
        Route.of("POST", "/v1/ca/rollover/activate", c -> reply(rollover.activate(c.actor()))),
        Route.of("POST", "/v1/ca/rollover/retire", this::retire));
  }

  private Reply plan(Call call) {
    boolean issuingOnly = call.query("issuing-only").filter("true"::equals).isPresent();
    RolloverPlan plan = rollover.plan(issuingOnly);
    return Reply.ok(
        new RolloverOutlook(
            plan.number(),
            plan.issuingOnly(),
            plan.items().stream()
                .map(i -> new RolloverOutlook.Item(i.kind(), i.subject(), i.notAfter(), i.file()))
                .toList(),
            plan.rootKeyFile(),
            plan.startBy(),
            plan.activateBy(),
            plan.lastUnderPresentKey(),
            plan.longest().toDays()));
  }

  private Reply start(Call call) {
    RolloverStart asked = call.message(RolloverStart.class);
    Optional<KeyAlgorithm> algorithm =
        KeyAlgorithm.named(asked.algorithm()).filter(KeyAlgorithm::signs);
    if (algorithm.isEmpty() && !asked.algorithm().isEmpty()) {
      return Reply.badRequest("algorithm is the name of no key algorithm that signs");
    }
    if (outOfRange(asked.rootValidity()) || outOfRange(asked.issuingValidity())) {
      return Reply.badRequest("a validity is PT0S for that of the present key, or up to 100 years");
    }
    try (Secret password = Secret.of(asked.rootPassword())) {
      RolloverSpec like = rollover.spec(asked.issuingOnly());
      RolloverSpec spec =
          new RolloverSpec(
              asked.issuingOnly(),
              algorithm.orElse(like.algorithm()),
              or(asked.rootValidity(), like.rootValidity()),
              or(asked.issuingValidity(), like.issuingValidity()));
      return reply(rollover.start(spec, rootKey(asked.rootKey(), password), call.actor()));
    } catch (CaKeyException e) {
      return Reply.badRequest(String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException _) {
      return Reply.badRequest("rootKey is a PKCS#12 file in base64");
    }
  }

  private static Optional<IssuingKey> rootKey(String base64, Secret password) {
    return base64.isEmpty()
        ? Optional.empty()
        : Optional.of(CaKeys.decode("the root key", Base64.getDecoder().decode(base64), password));
  }

  private static boolean outOfRange(Duration validity) {
    return validity.isNegative() || validity.compareTo(LONGEST) > 0;
  }

  private static Duration or(Duration asked, Duration otherwise) {
    return asked.isZero() ? otherwise : asked;
  }

  private Reply retire(Call call) {
    boolean force = call.message(RolloverRetire.class).force();
    return reply(rollover.retire(force, call.actor()));
  }

  private Reply reply(RolloverStep step) {
    return switch (step) {
      case RolloverStep.Done(String what) -> Reply.ok(states.now(true, what));
      case RolloverStep.Unchanged(String why) -> Reply.ok(states.now(false, why));
      case RolloverStep.Refused(String why) -> Reply.conflict(why);
    };
  }
}
