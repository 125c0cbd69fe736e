package org.bequest.admin.message;

import org.jspecify.annotations.Nullable;

/**
 * A shared secret that was added.
 *
 * @param value shown this once, when it was made here: a text, or the base64 of a key; absent when
 *     it was given
 */
public record CreatedSecret(SecretState state, @Nullable String value) {
  @Override
  public String toString() {
    return "CreatedSecret[" + state.id() + "]";
  }
}
