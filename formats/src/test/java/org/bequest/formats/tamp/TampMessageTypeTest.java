package org.bequest.formats.tamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Some;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CmsMediaType;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.wire.MediaType;
import org.junit.jupiter.api.Test;

class TampMessageTypeTest {
  @Test
  @Requirement({"R5934-4-3", "R5934-2-5"})
  void errorIsNineAndAdjustIsTen() {
    assertThat(TampMessageType.values()).hasSize(11);
    int number = 1;
    for (TampMessageType type : TampMessageType.values()) {
      assertThat(type.identifier()).isEqualTo(CmsOids.TAMP.branch(Integer.toString(number++)));
      assertThat(TampMessageType.of(type.identifier())).contains(type);
    }
    assertThat(TampMessageType.ERROR.identifier().getId()).isEqualTo("2.16.840.1.101.2.1.2.77.9");
    assertThat(TampMessageType.SEQUENCE_ADJUST.identifier().getId()).endsWith(".10");
    assertThat(TampMessageType.of(CmsOids.SIGNED_DATA)).isEmpty();
  }

  @Test
  @Requirement("R5934-B-1")
  void eachHasAMediaTypeAndAFileExtension() {
    Map<String, String> extensions =
        Map.ofEntries(
            Map.entry("application/tamp-status-query", "tsq"),
            Map.entry("application/tamp-status-response", "tsr"),
            Map.entry("application/tamp-update", "tur"),
            Map.entry("application/tamp-update-confirm", "tuc"),
            Map.entry("application/tamp-apex-update", "tau"),
            Map.entry("application/tamp-apex-update-confirm", "auc"),
            Map.entry("application/tamp-community-update", "tcu"),
            Map.entry("application/tamp-community-update-confirm", "cuc"),
            Map.entry("application/tamp-sequence-adjust", "tsa"),
            Map.entry("application/tamp-sequence-adjust-confirm", "sac"),
            Map.entry("application/tamp-error", "ter"));
    for (TampMessageType type : TampMessageType.values()) {
      assertThat(extensions).containsEntry(type.mediaType().toString(), type.fileExtension());
      assertThat(TampMessageType.of(type.mediaType())).contains(type);
    }
  }

  @Test
  void theSpellingsOfTheDraftAreReadAndNotWritten() throws MalformedException {
    for (String draft :
        List.of(
            "application/tamp-status-query-response",
            "Application/TAMP-Status-Query-Respond",
            "application/tamp-status-response; charset=binary")) {
      assertThat(TampMessageType.of(MediaType.parse(draft)))
          .contains(TampMessageType.STATUS_RESPONSE);
    }
    assertThat(TampMessageType.STATUS_RESPONSE.mediaType().toString())
        .isEqualTo("application/tamp-status-response");
    for (String other :
        List.of("application/cms", "application/tamp-", "text/tamp-status-query-response")) {
      assertThat(TampMessageType.of(MediaType.parse(other))).isEmpty();
    }
  }

  @Test
  @Requirement("R5934-4-3")
  void requestsHaveTheirConfirmsBesideThem() {
    List<TampMessageType> requests =
        Arrays.stream(TampMessageType.values()).filter(TampMessageType::isRequest).toList();
    assertThat(requests).hasSize(5);
    for (TampMessageType request : requests) {
      TampMessageType answer = request.confirmedBy().orElseThrow();
      assertThat(number(answer)).isEqualTo(number(request) + 1);
      assertThat(answer.confirmedBy()).isEmpty();
      assertThat(answer.isRequest()).isFalse();
    }
    Messages.of(Some.seed(1))
        .forEach(message ->
            assertThat(message instanceof TampRequest)
                .isEqualTo(message.messageType().isRequest()));
  }

  /** The last arc of the identifier. */
  private static int number(TampMessageType type) {
    String dotted = type.identifier().getId();
    return Integer.parseInt(dotted.substring(dotted.lastIndexOf('.') + 1));
  }

  /** RFC 7193 has names of its own for the same content types. */
  @Test
  void eachHasANameAsInnerContent() {
    for (TampMessageType type : TampMessageType.values()) {
      assertThat(CmsMediaType.of(List.of(), type.identifier()).innerContent())
          .singleElement()
          .asString()
          .startsWith("TAMP-");
    }
  }
}
