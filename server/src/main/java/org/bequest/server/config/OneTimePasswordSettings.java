package org.bequest.server.config;

import java.util.List;
import org.bequest.server.auth.OtpPlace;

/**
 * How a label wants its one-time passwords.
 *
 * @param in where they may stand
 */
public record OneTimePasswordSettings(List<OtpPlace> in) {
  public OneTimePasswordSettings {
    in = in == null ? List.of(OtpPlace.BASIC) : List.copyOf(in);
  }
}
