package org.bequest.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The clauses of one document: a resource {@code clauses/<name>.tsv} and a page of that name. */
record ClauseList(String name, String title, List<Clause> clauses) {

  /** Every document, in the order of the index. */
  static List<ClauseList> all() {
    return List.of(
        load("rfc7030", "RFC 7030: Enrollment over Secure Transport"),
        load("rfc7894", "RFC 7894: alternative challenge password attributes"),
        load("rfc8951", "RFC 8951: clarifications of EST"),
        load("rfc9908", "RFC 9908: CSR attributes"),
        load("rfc9266", "RFC 9266: channel bindings for TLS 1.3"),
        load("rfc8295", "RFC 8295: EST extensions"),
        load("rfc4108", "RFC 4108: firmware packages"),
        load("rfc5914", "RFC 5914: trust anchor format"),
        load("rfc5934", "RFC 5934: Trust Anchor Management Protocol"),
        load("rfc6010", "RFC 6010: CMS content constraints"),
        load("rfc6031", "RFC 6031: symmetric key packages"),
        load("rfc6032", "RFC 6032: encrypted key packages"),
        load("rfc7191", "RFC 7191: receipts and errors of key packages"),
        load("rfc7193", "RFC 7193: the media type application/cms"),
        load("rfc9579", "RFC 9579: PBMAC1 in PKCS #12"),
        load("rfc5272", "RFC 5272: Certificate Management over CMS"),
        load("rfc5273", "RFC 5273: transport of CMC"),
        load("rfc5274", "RFC 5274: compliance requirements of CMC"),
        load("rfc6402", "RFC 6402: updates of CMC"),
        load("rfc8756", "RFC 8756: CNSA profile of CMC"),
        load("security", "Security rules, learned from the advisories of others"));
  }

  private static ClauseList load(String name, String title) {
    String resource = "clauses/" + name + ".tsv";
    try (InputStream in = ClauseList.class.getResourceAsStream(resource)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return new ClauseList(name, title, text.lines().skip(1).map(Clause::parse).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
