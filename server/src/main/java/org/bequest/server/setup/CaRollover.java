package org.bequest.server.setup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bequest.ca.hierarchy.KeyState;
import org.bequest.ca.hierarchy.RolloverSpec;
import org.bequest.ca.hierarchy.RolloverStep;
import org.bequest.ca.hierarchy.Succession;
import org.bequest.ca.local.IssuingAuthority;
import org.bequest.ca.signer.CaKeyException;
import org.bequest.ca.signer.IssuingKey;
import org.bequest.server.config.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authority's keys of a running server. A step counts at once: for requests, for /cacerts and
 * /crls, for the server's own certificate and for {@code root.pem}. What a step could not bring
 * along is brought along by the same command, or by the next start.
 */
public final class CaRollover {
  private static final Logger LOG = LoggerFactory.getLogger(CaRollover.class);

  private final Succession succession;
  private final Supplier<Settings> settings;
  private final Runnable refreshIdentity;
  private final PlannedRollover planned;

  CaRollover(Deployment.Parts parts, Supplier<Settings> settings, Runnable refreshIdentity) {
    this.succession = parts.succession();
    this.settings = settings;
    this.refreshIdentity = refreshIdentity;
    this.planned = new PlannedRollover(succession, parts.clock());
    writeRoots();
  }

  public IssuingAuthority authority() {
    return succession.authority();
  }

  /** The keys over time, the first key first. */
  public List<KeyState> keys() {
    return succession.keys();
  }

  public RolloverPlan plan(boolean issuingOnly) {
    return planned.plan(spec(issuingOnly), settings.get());
  }

  /** Keys like the present ones. */
  public RolloverSpec spec(boolean issuingOnly) {
    return RolloverSpec.like(authority().key(), issuingOnly);
  }

  /**
   * @param superior the key that signs, when it does not lie beside the issuing key
   */
  public RolloverStep start(RolloverSpec spec, Optional<IssuingKey> superior, String actor) {
    return followed(succession.start(spec, superior, actor));
  }

  public RolloverStep activate(String actor) {
    return followed(succession.activate(actor));
  }

  /**
   * @param force although certificates under the old key are in use
   */
  public RolloverStep retire(boolean force, String actor) {
    return followed(succession.retire(force, actor));
  }

  private RolloverStep followed(RolloverStep step) {
    return switch (step) {
      case RolloverStep.Refused refused -> refused;
      case RolloverStep.Unchanged unchanged -> {
        follow();
        yield unchanged;
      }
      case RolloverStep.Done(String what) ->
          new RolloverStep.Done(follow() ? what : what + "; the server's TLS certificate stayed");
    };
  }

  private boolean follow() {
    writeRoots();
    try {
      refreshIdentity.run();
      return true;
    } catch (StartException | CaKeyException e) {
      LOG.error("The server's TLS certificate does not follow the authority's keys", e);
      return false;
    }
  }

  private void writeRoots() {
    Path keys = settings.get().ca().keyStore().toAbsolutePath();
    try {
      RootFile.follow(
          Optional.ofNullable(keys.getParent()).orElseThrow(), authority().generations());
    } catch (IOException e) {
      LOG.warn("root.pem beside {} does not follow the authority's keys", keys, e);
    }
  }
}
