package org.bequest.admin.message;

/** Another password for a user that is there. */
public record NewPassword(String password) {
  @Override
  public String toString() {
    return "NewPassword";
  }
}
