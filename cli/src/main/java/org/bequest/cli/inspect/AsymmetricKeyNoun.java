package org.bequest.cli.inspect;

import java.util.List;
import java.util.Optional;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.keys.AsymmetricKeyPackage;
import org.bequest.formats.keys.OneAsymmetricKey;

/** Packages of private keys (RFC 5958): what goes with the keys, and how long they are. */
final class AsymmetricKeyNoun implements Noun {
  @Override
  public List<Kind> contents() {
    return List.of(
        new Kind(CmsOids.ASYMMETRIC_KEY_PACKAGE, "AsymmetricKeyPackage", AsymmetricKeyNoun::read));
  }

  private static Shown read(byte[] encoded, Inspection in) throws MalformedException {
    try (AsymmetricKeyPackage keys =
        AsymmetricKeyPackage.of(new Content(CmsOids.ASYMMETRIC_KEY_PACKAGE, encoded))) {
      Shown shown = Shown.list(keys.keys().stream().map(key -> key(key, in)).toList());
      return keys.keys().size() == 1
          ? shown
          : shown.but("EST sends exactly one key, and here are " + keys.keys().size());
    }
  }

  /** Without the key itself. */
  static Shown key(OneAsymmetricKey key, Inspection in) {
    Shown version = key.publicKey() == null ? Shown.number(0).brief("0 (v1)") : v2();
    return Shown.fields()
        .add("version", version)
        .add("privateKeyAlgorithm", in.algorithm(key.algorithm()))
        .add("privateKey", Shown.hidden(key.privateKey().length))
        .add("attributes", attributes(key, in))
        .add(
            "publicKey",
            Optional.ofNullable(key.publicKey()).map(bits -> Shown.octets(bits.getBytes())))
        .shown();
  }

  private static Shown v2() {
    return Shown.number(1).brief("1 (v2)");
  }

  private static Optional<Shown> attributes(OneAsymmetricKey key, Inspection in) {
    return key.attributes().isEmpty()
        ? Optional.empty()
        : Optional.of(Shown.list(key.attributes().stream().map(in::attribute).toList()));
  }
}
