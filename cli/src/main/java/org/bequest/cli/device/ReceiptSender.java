package org.bequest.cli.device;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.client.EstClient;
import org.bequest.client.KeyGeneration;
import org.bequest.client.PackageReturn;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.receipt.EnumeratedErrorCode;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * Signs what a device says of a package, and sends it.
 *
 * @param client that asked for the key
 * @param present the device's own certificate in TLS, if any
 */
record ReceiptSender(ServerOptions server, EstClient client, Optional<TlsIdentity> present) {
  private static final int DIGITAL_SIGNATURE = 0;

  /** The names by which a package may ask this device. */
  X500Name[] names(KeyGeneration.Delivered delivered) {
    List<X509Certificate> own = new ArrayList<>();
    own.add(delivered.certificate());
    present.map(TlsIdentity::certificate).ifPresent(own::add);
    return own.stream()
        .map(c -> X500Name.getInstance(c.getSubjectX500Principal().getEncoded()))
        .toArray(X500Name[]::new);
  }

  /** With the new key where it and its certificate allow that; empty when nothing can sign. */
  Optional<TlsIdentity> signer(KeyGeneration.Delivered delivered) {
    boolean[] usage = delivered.certificate().getKeyUsage();
    var key = SubjectPublicKeyInfo.getInstance(delivered.keys().getPublic().getEncoded());
    boolean signs = KeyAlgorithm.of(key).filter(KeyAlgorithm::signs).isPresent();
    if (!signs || (usage != null && !usage[DIGITAL_SIGNATURE])) {
      return present;
    }
    List<X509Certificate> chain = new ArrayList<>();
    chain.add(delivered.certificate());
    chain.addAll(delivered.chain());
    return Optional.of(new TlsIdentity(delivered.keys().getPrivate(), chain));
  }

  /** In TLS as in the signature: a one-time password is spent by now. */
  void receipts(List<PackageReturn> receipts, TlsIdentity signer) {
    try (EstClient own = server.clientAs(signer)) {
      receipts.forEach(own::serverKeygenReturn);
    }
  }

  /**
   * @param receiver who says so, where there is no certificate to say it with
   */
  void error(Optional<PackageId> of, EnumeratedErrorCode code, X500Name receiver) {
    client.serverKeygenReturn(
        present
            .map(signer -> PackageReturn.error(of, code, signer))
            .orElseGet(() -> PackageReturn.unsignedError(of, code, receiver)));
  }
}
