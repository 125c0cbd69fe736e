package org.bequest.cli.inspect;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * Everything that the command can show.
 *
 * <p>To add a family of formats: one class {@code <Family>Noun} that implements {@link Noun}, in
 * this package, and its line in the list here. In it, for each type a method that builds a {@link
 * org.bequest.cli.inspect.tree.Shown} from the record of {@code formats}, with the field names of
 * the RFC in the order of the grammar; parts of other families come from {@link Inspection}: names,
 * keys, algorithms, certificates, attributes, extensions, content of messages. What the RFC forbids
 * and the record still holds is a finding ({@code shown.but("version 1 where RFC 4108 wants 3")}),
 * never an exception; a secret is {@code Shown.hidden}. Documents are tried in the order of this
 * list, so what is more particular stands first. A type that no file holds by itself needs no
 * document: it is a {@link Kind} by its object identifier. Names of further object identifiers are
 * lines of {@code oids.tsv} beside this class.
 */
record Nouns(List<Noun> all) {
  static final Nouns STANDARD =
      new Nouns(
          List.of(
              new MessageNoun(),
              new CertificateNoun(),
              new ExtensionNoun(),
              new RequestNoun(),
              new SymmetricKeyNoun(),
              new AsymmetricKeyNoun(),
              new ReceiptNoun(),
              new FirmwareNoun(),
              new PalNoun(),
              new AnchorNoun(),
              new TampNoun(),
              new CmcNoun(),
              new AttributeNoun(),
              new PrivateKeyNoun(),
              new PfxNoun()));

  Nouns {
    all = List.copyOf(all);
  }

  List<Document> documents() {
    return all.stream().flatMap(n -> n.documents().stream()).toList();
  }

  List<Kind> contents() {
    return all.stream().flatMap(n -> n.contents().stream()).toList();
  }

  Optional<Kind> content(ASN1ObjectIdentifier type) {
    return find(Noun::contents, type);
  }

  Optional<Kind> attribute(ASN1ObjectIdentifier type) {
    return find(Noun::attributes, type);
  }

  Optional<Kind> extension(ASN1ObjectIdentifier id) {
    return find(Noun::extensions, id);
  }

  private Optional<Kind> find(Function<Noun, List<Kind>> kinds, ASN1ObjectIdentifier oid) {
    return all.stream()
        .flatMap(n -> kinds.apply(n).stream())
        .filter(k -> k.oid().equals(oid))
        .findFirst();
  }
}
