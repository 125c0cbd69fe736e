package org.bequest.client;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.bequest.crypto.Signer;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrDemands;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** What to ask a certificate for. */
public sealed interface EnrollRequest {
  /**
   * A CSR that is built for each connection, so that it carries that connection's channel binding
   * (RFC 7030 3.5). Names and extensions that the server demands with a value win over these.
   *
   * @param key signs the CSR; it may live in a device
   * @param extensions to ask for, besides the subject alternative names
   * @param attributes to send besides; they win over those that the server demands
   * @param demands what /csrattrs answered
   * @param secrets sent as RFC 7894 attributes when the server advertises them
   * @param linked false leaves the channel binding out
   * @param naming whether the names are for the server to complete
   */
  record Composed(
      SubjectNames names,
      Signer key,
      List<Extension> extensions,
      List<Attribute> attributes,
      CsrDemands demands,
      ChallengeSecrets secrets,
      boolean linked,
      Naming naming)
      implements EnrollRequest {
    public Composed {
      extensions = List.copyOf(extensions);
      attributes = List.copyOf(attributes);
    }

    public Composed withExtensions(List<Extension> wanted) {
      return new Composed(names, key, wanted, attributes, demands, secrets, linked, naming);
    }

    public Composed withAttributes(List<Attribute> besides) {
      return new Composed(names, key, extensions, besides, demands, secrets, linked, naming);
    }

    /** Does what the server asks for in its CSR attributes (RFC 7030 4.5, RFC 9908). */
    public Composed following(CsrDemands asked) {
      CsrDemands followed = naming instanceof Naming.Open ? asked : asked.withoutNames();
      return new Composed(names, key, extensions, attributes, followed, secrets, linked, naming);
    }

    /** Signed by another signer: of another key, or of the same with another algorithm. */
    public Composed signedBy(Signer signer) {
      return new Composed(names, signer, extensions, attributes, demands, secrets, linked, naming);
    }

    /**
     * A renewal under other names: the request keeps the present ones, and asks for these in a
     * ChangeSubjectName (RFC 7030 4.2.2, RFC 6402 2.8). An empty subject asks for none, no
     * alternative names for none; one of them must be there.
     *
     * @throws IllegalStateException when this renews nothing
     * @throws IllegalArgumentException when there is no name
     */
    public Composed changingTo(SubjectNames wanted) {
      if (naming instanceof Naming.Open) {
        throw new IllegalStateException("only a renewal changes names");
      }
      if (wanted.subject().size() == 0 && wanted.alternatives().isEmpty()) {
        throw new IllegalArgumentException("a certificate has some name");
      }
      return new Composed(
          names, key, extensions, attributes, demands, secrets, linked, new Naming.Changed(wanted));
    }

    public Composed withSecrets(ChallengeSecrets known) {
      return new Composed(names, key, extensions, attributes, demands, known, linked, naming);
    }

    /** Without the channel binding: for servers behind a proxy that ends TLS. */
    public Composed unlinked() {
      return new Composed(names, key, extensions, attributes, demands, secrets, false, naming);
    }

    /** What the server demands and this request cannot give, one clause each. */
    public List<String> unmet() {
      return new CsrComposer(this).unmet();
    }
  }

  /** What becomes of the names of a request. */
  sealed interface Naming {
    /** A first enrolment: names that the server demands are taken over and filled in. */
    record Open() implements Naming {}

    /** A renewal: they are those of the certificate, whatever is demanded (RFC 7030 4.2.2). */
    record Kept() implements Naming {}

    /** A renewal that asks for others. */
    record Changed(SubjectNames wanted) implements Naming {}
  }

  /** A CSR that was signed elsewhere; sent as it is, so without a binding of this connection. */
  record Ready(Csr csr) implements EnrollRequest {}

  static Composed of(SubjectNames names, Signer key) {
    return fresh(names, key, new Naming.Open());
  }

  private static Composed fresh(SubjectNames names, Signer key, Naming naming) {
    return new Composed(
        names, key, List.of(), List.of(), CsrDemands.NONE, ChallengeSecrets.none(), true, naming);
  }

  /** The subject and alternative names of the certificate, byte for byte (RFC 7030 4.2.2). */
  static Composed renewing(X509Certificate current, Signer key) {
    byte[] extension = current.getExtensionValue(Extension.subjectAlternativeName.getId());
    List<GeneralName> alternatives = extension == null ? List.of() : alternatives(extension);
    X500Name subject = X500Name.getInstance(current.getSubjectX500Principal().getEncoded());
    return fresh(new SubjectNames(subject, alternatives), key, new Naming.Kept());
  }

  private static List<GeneralName> alternatives(byte[] extension) {
    byte[] value = ASN1OctetString.getInstance(extension).getOctets();
    return Arrays.asList(GeneralNames.getInstance(value).getNames());
  }
}
