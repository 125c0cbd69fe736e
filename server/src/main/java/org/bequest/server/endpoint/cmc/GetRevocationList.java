package org.bequest.server.endpoint.cmc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bequest.formats.cmc.control.GetCrl;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.wire.CmcFailInfo;
import org.bequest.formats.wire.Reason;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509CRLHolder;

/**
 * Get CRL (RFC 5272 6.10): the newest list of each key of this issuer, for everybody, as /crls has
 * them. Only the newest is kept, so a time before it finds none. A list that says for which reasons
 * or for which distribution point it is counts for those; one that does not, for all.
 */
final class GetRevocationList {
  private GetRevocationList() {}

  static void answer(CmcMessage message, BodyPartId part, GetCrl asked) {
    List<X509CRLHolder> ofIssuer =
        message.services().revocation().crls().stream()
            .map(GetRevocationList::list)
            .filter(l -> l.getIssuer().equals(asked.issuerName()) && suits(l, asked))
            .toList();
    List<X509CRLHolder> inTime = new ArrayList<>(ofIssuer);
    asked.time().ifPresent(time -> inTime.removeIf(l -> !begins(l).isBefore(time)));
    if (inTime.isEmpty()) {
      message.settle(part, ofIssuer.isEmpty() ? none() : notKept());
      return;
    }
    inTime.forEach(message.reply()::crl);
    message.settle(part, new PartOutcome.Done(false));
  }

  private static PartOutcome none() {
    return PartOutcome.failed(Reason.NOT_FOUND, "no such revocation list is published here");
  }

  private static PartOutcome notKept() {
    return PartOutcome.failed(
        Reason.NOT_FOUND, CmcFailInfo.BAD_TIME, "no list of before that time is kept");
  }

  private static Instant begins(X509CRLHolder list) {
    return list.getThisUpdate().toInstant();
  }

  private static boolean suits(X509CRLHolder list, GetCrl asked) {
    Extension extension = list.getExtension(Extension.issuingDistributionPoint);
    if (extension == null) {
      return true;
    }
    IssuingDistributionPoint point =
        IssuingDistributionPoint.getInstance(extension.getParsedValue());
    boolean reasons =
        asked.reasons().isEmpty()
            || point.getOnlySomeReasons() == null
            || (asked.reasons().get().intValue() & ~point.getOnlySomeReasons().intValue()) == 0;
    return reasons && asked.crlName().stream().allMatch(n -> isOf(point.getDistributionPoint(), n));
  }

  private static boolean isOf(DistributionPointName point, GeneralName name) {
    return point == null
        || (point.getType() == DistributionPointName.FULL_NAME
            && List.of(GeneralNames.getInstance(point.getName()).getNames()).contains(name));
  }

  private static X509CRLHolder list(byte[] encoded) {
    try {
      return new X509CRLHolder(encoded);
    } catch (IOException e) {
      throw new UncheckedIOException("what is published is no revocation list", e);
    }
  }
}
