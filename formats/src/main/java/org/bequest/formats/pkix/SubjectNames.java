package org.bequest.formats.pkix;

import java.util.List;
import java.util.TreeSet;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What a certificate or a request names: its subject and its subject alternative names.
 *
 * @param subject as encoded by whoever made it; empty is allowed when there is an alternative name
 * @param alternatives every GeneralName of the extension, in its order; empty when there is no
 *     extension
 */
public record SubjectNames(X500Name subject, List<GeneralName> alternatives) {
  public SubjectNames {
    alternatives = List.copyOf(alternatives);
  }

  /**
   * The subject with the subjectAltName of these extensions, if there is one.
   *
   * @throws IllegalArgumentException when it is malformed; so for extensions that were checked
   */
  public static SubjectNames of(X500Name subject, Extensions extensions) {
    GeneralNames names = GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName);
    return new SubjectNames(subject, names == null ? List.of() : List.of(names.getNames()));
  }

  /** The names of a certificate from outside, each read to its end. */
  public static SubjectNames ofCertificate(X509CertificateHolder certificate)
      throws MalformedException {
    return new SubjectNames(
        Names.name(certificate.getSubject(), "/subject"),
        SubjectAltName.of(certificate.getExtensions()));
  }

  /** A name from outside, read to its end, without alternative names. */
  public static SubjectNames ofName(ASN1Encodable name, String path) throws MalformedException {
    return of(Names.name(name, path));
  }

  /** A subject without alternative names. */
  public static SubjectNames of(X500Name subject) {
    return new SubjectNames(subject, List.of());
  }

  /**
   * The same names by structure: subjects by RFC 5280 section 7.1 (string types, case and blanks do
   * not count, order of RDNs does), alternative names as sets.
   */
  public boolean sameAs(SubjectNames other) {
    return sameSubject(other) && sameAlternatives(other);
  }

  public boolean sameSubject(SubjectNames other) {
    return CanonicalName.of(subject).equals(CanonicalName.of(other.subject));
  }

  public boolean sameAlternatives(SubjectNames other) {
    return CanonicalName.of(alternatives).equals(CanonicalName.of(other.alternatives));
  }

  /**
   * A text that is equal for names that are the {@link #sameAs same}, and for no others; not for
   * people.
   */
  public String canonicalText() {
    StringBuilder text = new StringBuilder();
    for (List<String> rdn : CanonicalName.of(subject)) {
      text.append('+').append(rdn.size());
      rdn.forEach(attribute -> append(text, attribute));
    }
    text.append('/');
    new TreeSet<>(CanonicalName.of(alternatives)).forEach(name -> append(text, name));
    return text.toString();
  }

  /** With its length, so that no text can pretend to be two. */
  private static void append(StringBuilder text, String part) {
    text.append(' ').append(part.length()).append(':').append(part);
  }

  /** The subject as in RFC 4514, in linear time; empty for an empty subject. */
  public String subjectText() {
    return NameText.of(subject);
  }
}
