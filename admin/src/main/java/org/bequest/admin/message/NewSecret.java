package org.bequest.admin.message;

import java.time.Duration;
import java.util.List;

/**
 * Asks for a secret to be shared with a device.
 *
 * @param kind {@code key-encryption}, {@code key-holder}, {@code package-password} or {@code cmc}
 * @param id to be known by in lists and logs; empty for a random one
 * @param reference by which requests name it, in hexadecimal; empty for the UTF-8 of the id, or the
 *     subject key identifier of a key-holder
 * @param identity whose it is: an identity as certificates have it, or the name of a device
 * @param label where it counts; empty for the default label, {@code *} for all
 * @param names what certificates may name that are asked for with it alone
 * @param value the octets in base64; empty to have them made
 * @param singleUse whether the message that it proves spends it
 * @param validity from now; zero for no end
 */
public record NewSecret(
    String kind,
    String id,
    String reference,
    String identity,
    String label,
    List<String> names,
    String value,
    boolean singleUse,
    Duration validity) {
  public NewSecret {
    names = List.copyOf(names);
  }

  @Override
  public String toString() {
    return "NewSecret[" + kind + ", " + identity + "]";
  }
}
