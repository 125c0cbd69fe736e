package org.bequest.formats.tamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Some;
import org.bequest.conformance.Vectors;
import org.bequest.formats.tamp.TargetIdentifier.AllModules;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Our messages, as somebody reads them who knows nothing but the grammar: {@code judge.py} works by
 * the ASN.1 module beside it.
 */
class TampJudgeTest {
  private static final String FOLDER = "org/bequest/formats/tamp/";

  @TempDir private Path folder;

  /** What is said about each message, in their order. */
  private List<String> judged(List<TampMessage> messages) throws IOException {
    for (String file : List.of("judge.py", "rfc5934.asn1")) {
      Files.write(folder.resolve(file), Vectors.text(FOLDER + file));
    }
    String lines = String.join("\n", messages.stream().map(TampJudgeTest::line).toList());
    Process process = start();
    Thread.ofVirtual().start(() -> write(process, lines));
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return Arrays.asList(said.strip().split("\n\n"));
  }

  private static String line(TampMessage message) {
    String hex = HexFormat.of().formatHex(message.encode().octets());
    return message.messageType().structure() + " " + hex;
  }

  private Process start() {
    try {
      return new ProcessBuilder("python3", "judge.py", "rfc5934.asn1")
          .directory(folder.toFile())
          .redirectErrorStream(true)
          .start();
    } catch (IOException _) {
      return abort("python3 is not installed");
    }
  }

  private static void write(Process process, String lines) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(lines.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      process.destroy();
    }
  }

  @Test
  @Requirement({"R5934-1.4-1", "R5934-1.4-2", "R5934-4-5"})
  void everyMessageKeepsToTheGrammar() throws IOException {
    List<TampMessage> messages =
        IntStream.range(1, 60).boxed().flatMap(seed -> Messages.of(Some.seed(seed))).toList();
    List<String> judgements = judged(messages);
    assertThat(judgements).hasSameSizeAs(messages);
    for (int i = 0; i < messages.size(); i++) {
      assertThat(judgements.get(i))
          .as(messages.get(i).toString())
          .startsWith(messages.get(i).messageType().structure() + "/")
          .doesNotContain("refused");
    }
  }

  @Test
  @Requirement({"R5934-4.1-5", "R5934-4.3-3", "R5934-4.8-2"})
  void theFieldsMeanWhatWeMean() throws IOException {
    TampMsgRef reference = new TampMsgRef(new AllModules(), 300);
    SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(Hand.octets(Hand.KEY));
    TampUpdate update =
        new TampUpdate(
            TerseOrVerbose.TERSE, reference, List.of(new TrustAnchorUpdate.Remove(key)), List.of());
    TampError error =
        new TampError(
            TampMessageType.UPDATE.identifier(), StatusCode.INCORRECT_TARGET, Optional.empty());
    assertThat(judged(List.of(update, error)))
        .containsExactly(
            """
            TAMPUpdate/terse = 1
            TAMPUpdate/msgRef/target/allModules = NULL
            TAMPUpdate/msgRef/seqNum = 300
            TAMPUpdate/updates/0/remove/algorithm/algorithm = 1.3.101.112
            TAMPUpdate/updates/0/remove/subjectPublicKey = 00%s\
            """
                .formatted("11".repeat(32)),
            """
            TAMPError/msgType = 2.16.840.1.101.2.1.2.77.3
            TAMPError/status = 23\
            """);
  }
}
