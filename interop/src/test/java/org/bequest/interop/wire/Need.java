package org.bequest.interop.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CertsOnly;
import org.bequest.formats.wire.Base64Body;
import org.bequest.formats.wire.BodyContent;
import org.bouncycastle.cert.X509CertificateHolder;

/** What a client cannot do without in an answer. No check keeps anything. */
@SuppressWarnings("ImmutableEnumChecker")
enum Need {
  /** It takes the first certificate, or all of them, for its own. */
  CERTIFICATE_ALONE(a -> assertThat(certificates(a)).hasSize(1)),
  /** Certificates of the authority, at least the root and the issuer. */
  AUTHORITIES(a -> assertThat(certificates(a)).hasSizeGreaterThanOrEqualTo(2)),
  /** It cannot read chunks. */
  LENGTH(a -> {
    assertThat(a.field("Content-Length")).contains("" + a.body().length);
    assertThat(a.field("Transfer-Encoding")).isEmpty();
  }),
  /** It compares names of fields by case, and reads no more than sixteen. */
  OLD_SPELLING(a -> {
    assertThat(a.head()).hasSizeLessThanOrEqualTo(16);
    assertThat(a.head()).anyMatch(line -> line.startsWith("Content-Length: "));
    assertThat(a.head()).anyMatch(l -> l.matches("(Content-Type|WWW-Authenticate): .*"));
  }),
  /** The type alone, or a semicolon right behind it. */
  EXACT_TYPE(a -> assertThat(a.type()).matches("application/pkcs7-mime(;.*)?")),
  /** It compares the whole field with what RFC 7030 4.1.3 says. */
  BARE_TYPE(a -> assertThat(a.type()).isEqualTo("application/pkcs7-mime")),
  /** It compares the whole field, one blank included. */
  CERTS_ONLY_TYPE(
      a -> assertThat(a.type()).isEqualTo("application/pkcs7-mime; smime-type=certs-only")),
  /** It decodes base64 only when it is told that it is. */
  TRANSFER_ENCODING(a -> assertThat(a.field("Content-Transfer-Encoding")).contains("base64")),
  /** Its decoder takes line ends for digits, but for the last. */
  ONE_LINE(a -> assertThat(a.text().stripTrailing()).doesNotContainAnyWhitespaces()),
  /** Its decoder reads no long line. */
  LINES_OF_64(a -> assertThat(a.text().lines()).allMatch(line -> line.length() <= 64)),
  /** It puts lines of armour around the body. */
  LINE_END_AT_THE_END(a -> assertThat(a.text()).endsWith("\n")),
  /** It cannot read the body of a challenge. */
  EMPTY_CHALLENGE(a -> {
    assertThat(a.field("WWW-Authenticate")).isPresent();
    assertThat(a.field("Content-Length")).contains("0");
  }),
  /** It waits for the end of the connection. */
  CLOSES(a -> assertThat(a.closed()).isTrue()),
  /** It shows the answer to a person. */
  TEXT(a -> {
    assertThat(a.type()).startsWith("text/plain");
    assertThat(a.text()).matches("est: [^\\n]+ \\[req [0-9a-f]{16}]\\n");
  });

  private final Consumer<RawAnswer> check;

  Need(Consumer<RawAnswer> check) {
    this.check = check;
  }

  static Need of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace(' ', '_'));
  }

  void check(RawAnswer answer) {
    check.accept(answer);
  }

  private static List<X509CertificateHolder> certificates(RawAnswer answer) {
    try {
      return CertsOnly.decode(Base64Body.decode(answer.body(), BodyContent.CMS).value())
          .certificates();
    } catch (MalformedException e) {
      throw new AssertionError(answer.text(), e);
    }
  }
}
