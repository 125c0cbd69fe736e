package org.bequest.admin.message;

import java.util.List;

/**
 * Adds a user or replaces one.
 *
 * @param label where the user counts; empty for the default label, {@code *} for all
 * @param names what its certificates may name: {@code CN=device-7}, {@code dns:*.plant7.example}
 * @param digest whether the user may use HTTP Digest, for which something is stored that is as good
 *     as the password
 */
public record NewUser(String password, String label, List<String> names, boolean digest) {
  public NewUser {
    names = List.copyOf(names);
  }

  @Override
  public String toString() {
    return "NewUser[" + names + "]";
  }
}
