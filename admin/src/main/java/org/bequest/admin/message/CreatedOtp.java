package org.bequest.admin.message;

import java.time.Instant;

/**
 * A one-time password, shown this once.
 *
 * @param id names it in lists and logs
 * @param password for the device
 */
public record CreatedOtp(String id, String name, String label, String password, Instant expiresAt) {
  @Override
  public String toString() {
    return "CreatedOtp[" + id + "]";
  }
}
