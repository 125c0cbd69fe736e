package org.bequest.cli.device;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.client.EstClient;
import org.bequest.client.EstException;
import org.bequest.client.KeyGeneration;
import org.bequest.client.PackageReturn;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.receipt.EnumeratedErrorCode;
import org.bequest.formats.receipt.PackageIdAndReceiptRequest;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import picocli.CommandLine.Option;

/** What the server hears about a key package (RFC 8295 8.2, RFC 7191). */
final class ReceiptOptions {
  private static final int DIGITAL_SIGNATURE = 0;

  /** When a receipt is sent. */
  enum When {
    /** When the package asks this device for one. */
    ASKED,
    /** For every package that is signed and has a name; an error for every one that fails. */
    ALWAYS,
    NEVER
  }

  @Option(
      names = "--receipt",
      defaultValue = "asked",
      paramLabel = "WHEN",
      description = {
        "asked: confirm a signed package that asks for it. always: every signed package that has a",
        "name, and say why one was of no use. never. Default: ${DEFAULT-VALUE}"
      })
  private When when;

  @Option(
      names = "--vague-errors",
      description = "With --receipt always: do not tell which check failed.")
  private boolean vague;

  /**
   * Sends the receipts that are due; the key is in place.
   *
   * @param present the certificate of this device in TLS, if any
   */
  void confirm(KeyGeneration.Delivered delivered, EstClient client, Optional<TlsIdentity> present) {
    List<PackageId> due =
        switch (when) {
          case NEVER -> List.of();
          case ASKED -> asked(delivered, present);
          case ALWAYS ->
              delivered.marks().stream().map(PackageIdAndReceiptRequest::id).distinct().toList();
        };
    if (due.isEmpty()) {
      return;
    }
    TlsIdentity signer =
        signer(delivered)
            .or(() -> present)
            .orElseThrow(() -> unconfirmed("the new key cannot sign, and there is no --cert"));
    try {
      due.forEach(id -> client.serverKeygenReturn(PackageReturn.receipt(id, signer)));
    } catch (EstException e) {
      throw unconfirmed(e.getMessage());
    }
  }

  private static CommandFailure unconfirmed(String why) {
    return new CommandFailure(
        ExitCode.PARTLY_DONE, "the key is in place, but its receipt did not arrive: " + why);
  }

  private static List<PackageId> asked(
      KeyGeneration.Delivered delivered, Optional<TlsIdentity> present) {
    return delivered.receiptsAskedOf(
        Stream.concat(
                Stream.of(delivered.certificate()), present.map(TlsIdentity::certificate).stream())
            .map(c -> X500Name.getInstance(c.getSubjectX500Principal().getEncoded()))
            .toArray(X500Name[]::new));
  }

  /** RFC 5280 4.2.1.3: only where its certificate lets it sign. */
  private static Optional<TlsIdentity> signer(KeyGeneration.Delivered delivered) {
    boolean[] usage = delivered.certificate().getKeyUsage();
    var key = SubjectPublicKeyInfo.getInstance(delivered.keys().getPublic().getEncoded());
    boolean signs = KeyAlgorithm.of(key).filter(KeyAlgorithm::signs).isPresent();
    if (!signs || (usage != null && !usage[DIGITAL_SIGNATURE])) {
      return Optional.empty();
    }
    List<X509Certificate> chain = new ArrayList<>();
    chain.add(delivered.certificate());
    chain.addAll(delivered.chain());
    return Optional.of(new TlsIdentity(delivered.keys().getPrivate(), chain));
  }

  /**
   * Tells the server of a package that is of no use, where it shall hear of that.
   *
   * @param receiver who says so, where there is no certificate to say it with
   */
  KeyGeneration told(
      KeyGeneration outcome, EstClient client, Optional<TlsIdentity> present, X500Name receiver) {
    if (when == When.ALWAYS && outcome instanceof KeyGeneration.Unusable unusable) {
      EnumeratedErrorCode code = vague ? EnumeratedErrorCode.OTHER : unusable.code();
      Optional<PackageId> id =
          unusable.marks().stream().findFirst().map(PackageIdAndReceiptRequest::id);
      client.serverKeygenReturn(
          present
              .map(signer -> PackageReturn.error(id, code, signer))
              .orElseGet(() -> PackageReturn.unsignedError(id, code, receiver)));
    }
    return outcome;
  }
}
