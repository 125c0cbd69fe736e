package org.bequest.client;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bequest.client.keygen.KeyProtection;
import org.bequest.client.keygen.PackageForm;
import org.bequest.client.keygen.PackagePolicy;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.wire.MediaType;
import org.bouncycastle.asn1.pkcs.Attribute;

/**
 * What to ask a key for that the server makes (RFC 7030 4.4.1).
 *
 * @param request for the certificate; its key only says which kind is wanted
 * @param protection that the key shall come under, besides TLS
 */
public record KeygenRequest(
    EnrollRequest.Composed request,
    KeyProtection protection,
    PackageForm form,
    PackagePolicy policy) {
  /**
   * For a key of the kind that this request is signed with: the client's present key, or any other
   * one.
   */
  public static KeygenRequest of(EnrollRequest.Composed request) {
    return new KeygenRequest(
        request, new KeyProtection.None(), PackageForm.ENVELOPED, PackagePolicy.STRICT);
  }

  /** For a key of this kind, a first one. */
  public static KeygenRequest of(SubjectNames names, KeyAlgorithm wanted) {
    return of(names, wanted.generate());
  }

  /**
   * The same with a key that somebody keeps, because servers may tell requests that wait from
   * others by it. It is never certified.
   *
   * @param standIn of the kind that is wanted
   */
  public static KeygenRequest of(SubjectNames names, KeyPair standIn) {
    return of(EnrollRequest.of(names, StandIn.of(standIn)));
  }

  /** For a new key of this kind under the names of a certificate (RFC 7030 4.2.2). */
  public static KeygenRequest renewing(X509Certificate current, KeyPair standIn) {
    return of(EnrollRequest.renewing(current, StandIn.of(standIn)));
  }

  public KeygenRequest withSecrets(ChallengeSecrets known) {
    return with(request.withSecrets(known));
  }

  /** RFC 7030 4.4.1 strongly recommends it. */
  public KeygenRequest under(KeyProtection agreed) {
    return new KeygenRequest(request, agreed, form, policy);
  }

  public KeygenRequest as(PackageForm wanted) {
    return new KeygenRequest(request, protection, wanted, policy);
  }

  public KeygenRequest demanding(PackagePolicy wanted) {
    return new KeygenRequest(request, protection, form, wanted);
  }

  public KeygenRequest with(EnrollRequest.Composed other) {
    return new KeygenRequest(other, protection, form, policy);
  }

  /** Does what the server asks for in its CSR attributes (RFC 7030 4.5, RFC 9908). */
  public KeygenRequest following(CsrDemands asked) {
    return with(request.following(asked));
  }

  /** What the server demands and this request cannot give, one clause each. */
  public List<String> unmet() {
    return enrolment().unmet();
  }

  /** RFC 8295 has no signal in the request for a PFX; what is accepted in HTTP is one. */
  Optional<MediaType> accepted() {
    return protection instanceof KeyProtection.Password
        ? Optional.of(MediaType.PKCS12)
        : Optional.empty();
  }

  /** With the attributes that say how the key shall come. */
  EnrollRequest.Composed enrolment() {
    List<Attribute> attributes = new ArrayList<>(request.attributes());
    attributes.addAll(ProtectionAttributes.of(this));
    return request.withAttributes(attributes);
  }
}
