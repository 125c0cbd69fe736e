package org.bequest.server.secret;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.bequest.ca.Requester;
import org.bequest.ca.Role;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.cert.X509CertificateHolder;

/** Under which names the secrets of a requester are kept. */
final class Owners {
  private static final String ONE_TIME_PASSWORD = "otp:";

  private Owners() {}

  /**
   * Its identity, each part of it when there are several, and the name of the device: that for
   * which its one-time password was made, and the common name of its certificate. A registration
   * authority's certificate names no device.
   */
  static Set<String> of(Requester requester) {
    Set<String> owners = new HashSet<>();
    owners.add(requester.identity());
    for (String part : requester.identity().split("&", -1)) {
      if (isIdentity(part)) {
        owners.add(part);
      }
      if (part.startsWith(ONE_TIME_PASSWORD)) {
        owners.add(part.substring(ONE_TIME_PASSWORD.length()));
      }
    }
    if (!(requester.role() instanceof Role.Registrar)) {
      requester.certificate().ifPresent(c -> commonNames(c, owners));
    }
    return owners;
  }

  /** Names of devices have no colon, so that nobody is named like somebody's identity. */
  private static boolean isIdentity(String text) {
    return text.indexOf(':') >= 0;
  }

  private static void commonNames(X509CertificateHolder certificate, Set<String> names) {
    for (RDN rdn : certificate.getSubject().getRDNs(BCStyle.CN)) {
      Arrays.stream(rdn.getTypesAndValues())
          .filter(a -> a.getType().equals(BCStyle.CN))
          .map(a -> IETFUtils.valueToString(a.getValue()))
          .filter(name -> !isIdentity(name))
          .forEach(names::add);
    }
  }
}
