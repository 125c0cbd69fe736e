package org.bequest.cli.inspect;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bequest.cli.file.LocalFile;
import org.bequest.cli.file.SecretFile;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.crypto.key.PrivateKeyPem;
import org.bequest.crypto.path.AnchorStore;
import org.bequest.crypto.secret.Secret;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.anchor.TrustAnchorList;
import org.bequest.formats.cms.Content;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a user may give to check signatures with, and to open what is closed. */
final class MeansOptions {
  private static final String HEXADECIMAL = "0x";

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description =
          "Certificates or trust anchors that are believed: signatures are checked, back to one of"
              + " them. May be given several times.")
  private List<Path> authorities = List.of();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "When certificates have to be valid, such as 2026-01-31T12:00:00Z. Default: now.")
  private @Nullable Instant at;

  @Option(
      names = "--decrypt-key",
      paramLabel = "FILE",
      description =
          "A private key in PEM, or a secret key in base64 or as 0x0a1b...: what is encrypted for"
              + " it is opened.")
  private @Nullable Path decryptKey;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "File whose first line is the password of a PKCS#12 file, of a private key or of a"
              + " message; - reads standard input.")
  private @Nullable Path passwordFile;

  Means read() {
    Optional<Secret> password =
        Optional.ofNullable(passwordFile).map(SecretFile::firstLineOrNothing).map(Secret::of);
    Instant when = at == null ? Clock.systemUTC().instant() : at;
    Means means =
        new Means(anchors(), List.of(), Optional.empty(), Optional.empty(), password, when);
    return decryptKey == null ? means : withKey(means, decryptKey);
  }

  private AnchorStore anchors() {
    List<TrustAnchorChoice> anchors = new ArrayList<>();
    for (Path file : authorities) {
      try {
        for (Item item : Wrapping.items(LocalFile.read(file))) {
          anchors.addAll(anchors(item));
        }
      } catch (MalformedException e) {
        throw unusable(file, "neither certificates nor trust anchors: " + e.getMessage());
      }
    }
    return AnchorStore.of(anchors);
  }

  private static List<TrustAnchorChoice> anchors(Item item) throws MalformedException {
    return item.shape().matches("Q\\(i0\\)")
        ? TrustAnchorList.of(Content.decode(item.octets())).anchors()
        : List.of(TrustAnchorChoice.decode(item.octets()));
  }

  private static Means withKey(Means means, Path file) {
    byte[] content = LocalFile.read(file);
    String text = new String(content, StandardCharsets.ISO_8859_1);
    if (!text.contains("-----BEGIN ")) {
      return means.with(secretKey(file, text.strip()));
    }
    try {
      PrivateKey key =
          means.password().isPresent()
              ? PrivateKeyPem.decode(content, means.password().get())
              : PrivateKeyPem.decode(content);
      return means.with(key);
    } catch (MalformedException e) {
      throw unusable(file, String.valueOf(e.getMessage()));
    }
  }

  private static Secret secretKey(Path file, String text) {
    try {
      return Secret.of(
          text.startsWith(HEXADECIMAL)
              ? HexFormat.of().parseHex(text.substring(HEXADECIMAL.length()))
              : Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException _) {
      throw unusable(file, "neither PEM, nor a key in base64 or hexadecimal");
    }
  }

  private static CommandFailure unusable(Path file, String why) {
    return new CommandFailure(ExitCode.LOCAL, "cannot use " + file + ": " + why);
  }
}
