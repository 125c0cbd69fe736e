package org.bequest.client;

import java.util.Arrays;
import java.util.List;
import org.bequest.client.cmc.RequestKey;
import org.bequest.client.cmc.WantedCertificate;
import org.bequest.crypto.Signer;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.formats.pkix.EstOids;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/** What /csrattrs demands of requests, for those that go in Full PKI Requests. */
public final class DemandedCertificate {
  private DemandedCertificate() {}

  /** The same wish, with the names and extensions that the server demands (RFC 7030 4.5.2). */
  public static WantedCertificate following(WantedCertificate wanted, CsrDemands demands) {
    Csr csr =
        new CsrComposer(
                EnrollRequest.of(wanted.names(), new Mute(wanted.key().publicKey()))
                    .withExtensions(wanted.extensions())
                    .following(demands)
                    .unlinked())
            .compose("");
    List<Extension> extensions =
        csr.requestedExtensions().map(DemandedCertificate::others).orElse(List.of());
    RequestKey key = wanted.key();
    return new WantedCertificate(csr.names(), key, wanted.form(), extensions, wanted.changed());
  }

  /** The alternative names are names. */
  private static List<Extension> others(Extensions all) {
    return Arrays.stream(all.getExtensionOIDs())
        .filter(id -> !id.equals(Extension.subjectAlternativeName))
        .map(all::getExtension)
        .toList();
  }

  /** Signs nothing: only what the request says is looked at. */
  private record Mute(SubjectPublicKeyInfo publicKey) implements Signer {
    @Override
    public AlgorithmIdentifier algorithm() {
      return new AlgorithmIdentifier(EstOids.NO_SIGNATURE, DERNull.INSTANCE);
    }

    @Override
    public byte[] sign(byte[] message) {
      return new byte[0];
    }
  }
}
