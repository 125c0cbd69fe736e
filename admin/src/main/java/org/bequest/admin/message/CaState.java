package org.bequest.admin.message;

import java.util.List;

/**
 * The authority.
 *
 * @param changed whether the command that was answered with this has changed anything
 * @param what one clause about that; empty when nothing was asked for
 * @param keys over time, the first key first
 * @param served what /cacerts serves
 */
public record CaState(
    boolean changed, String what, List<CaKeyState> keys, List<ServedCertificate> served) {
  public CaState {
    keys = List.copyOf(keys);
    served = List.copyOf(served);
  }
}
