package org.bequest.formats.tamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;
import static org.bequest.formats.tamp.Hand.reference;
import static org.bequest.formats.tamp.Hand.tlv;

import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Some;
import org.bequest.conformance.Steps;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cms.Content;
import org.junit.jupiter.api.Test;

/** What holds for messages of every type and of any values. */
class TampPropertiesTest {
  private static TampMessage again(TampMessage message, byte[] octets) throws MalformedException {
    return TampMessage.decode(new Content(message.messageType().identifier(), octets));
  }

  @Test
  @Requirement({"R5934-4-4", "R5934-4-5", "R5934-4-13", "R5934-4.1-10"})
  void whatIsWrittenIsReadAsItWas() {
    Some.check(some -> {
      for (TampMessage message : Messages.of(some).toList()) {
        Content content = message.content();
        assertThat(TampMessage.decode(content)).isEqualTo(message);
        assertThat(TampReading.of(content)).isEqualTo(new TampReading(message, 2, true));
        assertThat(message.messageType().structure())
            .isEqualTo(message.getClass().getSimpleName().replaceFirst("^Tamp", "TAMP"));
      }
    });
  }

  @Test
  @Requirement("S-50")
  void everyCutIsRefusedAndNoDamageEscapes() {
    for (TampMessage message : Messages.of(Some.seed(4)).toList()) {
      byte[] good = message.encode().octets();
      Damage.everyTruncationIsRefused(good, octets -> again(message, octets));
      Damage.flips(good).forEach(octets -> readsAlike(message, octets));
    }
  }

  /** Whatever is accepted strictly is written as it came. */
  private static void readsAlike(TampMessage message, byte[] octets) {
    try {
      assertThat(again(message, octets).encode()).isEqualTo(Encoded.known(octets));
    } catch (MalformedException e) {
      assertThat(e).hasMessageNotContaining("Exception");
    } catch (RuntimeException e) {
      fail("escaped from " + message, e);
    }
  }

  @Test
  @Requirement("S-50")
  void readingTakesTwiceTheStepsForTwiceTheAnchors() {
    Steps.areLinear(TampPropertiesTest::readUpdate, TampPropertiesTest::update, 200);
    Steps.areLinear(TampPropertiesTest::readQuery, TampPropertiesTest::query, 500);
  }

  static void readUpdate(byte[] encoded) throws MalformedException {
    TampMessage.decode(new Content(TampMessageType.UPDATE.identifier(), encoded));
  }

  static byte[] update(int anchors) {
    String updates = tlv("a1", Hand.ANCHOR).repeat(anchors);
    return Hand.octets(tlv("30", reference(7), tlv("30", updates)));
  }

  static void readQuery(byte[] encoded) throws MalformedException {
    TampMessage.decode(new Content(TampMessageType.STATUS_QUERY.identifier(), encoded));
  }

  /** Types of hardware that all differ, since a doubled one is searched for. */
  static byte[] query(int types) {
    StringBuilder modules = new StringBuilder();
    for (int i = 0; i < types; i++) {
      String type = tlv("06", "2a%02x%02x".formatted(0x80 | (1 + i / 128), i % 128));
      modules.append(tlv("30", type, tlv("30", "0500")));
    }
    return Hand.octets(tlv("30", tlv("30", tlv("a1", modules.toString()), "020107")));
  }

  @Test
  @Requirement("S-50")
  void listsHaveABound() {
    String ids = "06022a03".repeat(4097);
    byte[] query = Hand.octets(tlv("30", tlv("30", tlv("a2", ids), "020107")));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> readQuery(query))
        .withMessageContaining("more than 4096");
  }
}
