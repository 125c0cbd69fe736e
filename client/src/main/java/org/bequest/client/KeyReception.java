package org.bequest.client;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bequest.client.KeyGeneration.Unusable;
import org.bequest.client.keygen.Delivery;
import org.bequest.client.keygen.Delivery.KeyPart;
import org.bequest.client.keygen.Opened;
import org.bequest.client.keygen.PackageOpener;
import org.bequest.crypto.key.TriedPair;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.receipt.EnumeratedErrorCode;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * Takes in what a server sent for a key that it made: opened, vouched for, the private key tried
 * against its certificate, and the certificate verified as that of any other enrolment.
 */
record KeyReception(KeygenRequest request, Verification verification, Runnable fetch) {
  /**
   * @param sent the request that was answered
   */
  KeyGeneration receive(HttpAnswer answer, Csr sent) {
    try (Delivery delivery = Delivery.read(answer.header("Content-Type"), answer.body())) {
      return switch (opened(delivery.key())) {
        case Opened.Key key -> certified(key, delivery.certificates(), sent);
        case Opened.Unusable(var code, var why, var marks) -> new Unusable(code, why, marks);
      };
    } catch (MalformedException e) {
      return new Unusable(
          EnumeratedErrorCode.DECODE_FAILURE,
          "the answer is malformed: " + String.valueOf(e.getMessage()),
          List.of());
    } finally {
      Arrays.fill(answer.body(), (byte) 0);
    }
  }

  /** What is known of the authority may be out of date, as in any enrolment. */
  private Opened opened(KeyPart key) {
    Opened first = opener().open(key);
    if (first instanceof Opened.Unusable unusable && unusable.isOfAnUnknownSigner()) {
      fetch.run();
      return opener().open(key);
    }
    return first;
  }

  private PackageOpener opener() {
    return new PackageOpener(
        request.protection(),
        request.form(),
        request.policy().signed(),
        verification.packages(request.policy()));
  }

  private KeyGeneration certified(Opened.Key opened, List<X509Certificate> beside, Csr sent) {
    List<X509Certificate> bag = new ArrayList<>(beside);
    bag.addAll(opened.certificates());
    try {
      KeyPair keys = TriedPair.of(opened.key());
      var own = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
      Enrollment.Issued issued = verification.issued(bag, own, sent, fetch);
      return new KeyGeneration.Delivered(
          keys, issued.certificate(), issued.chain(), issued.warnings(), opened.marks());
    } catch (MalformedException e) {
      return new Unusable(
          EnumeratedErrorCode.UNSUPPORTED_ASYMMETRIC_KEY_PACKAGE,
          String.valueOf(e.getMessage()),
          opened.marks());
    } catch (EstException e) {
      if (e.kind() != EstException.Kind.TRUST) {
        throw e;
      }
      return new Unusable(
          EnumeratedErrorCode.BAD_CERTIFICATE, String.valueOf(e.getMessage()), opened.marks());
    }
  }
}
