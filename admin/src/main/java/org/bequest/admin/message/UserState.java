package org.bequest.admin.message;

import java.util.List;

/** A user as lists show it. */
public record UserState(String name, String label, List<String> names) {
  public UserState {
    names = List.copyOf(names);
  }
}
