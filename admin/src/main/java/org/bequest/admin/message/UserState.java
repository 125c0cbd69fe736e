package org.bequest.admin.message;

import java.util.List;

/**
 * A user as lists show it.
 *
 * @param digest whether it may use HTTP Digest
 */
public record UserState(String name, String label, List<String> names, boolean digest) {
  public UserState {
    names = List.copyOf(names);
  }
}
