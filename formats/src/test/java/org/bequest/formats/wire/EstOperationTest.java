package org.bequest.formats.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.junit.jupiter.api.Test;

class EstOperationTest {
  @Test
  void thereAreSixteenWithSixteenPaths() {
    List<String> paths = Arrays.stream(EstOperation.values()).map(EstOperation::path).toList();
    assertThat(paths).hasSize(16).doesNotHaveDuplicates();
  }

  @Test
  @Requirement({"R7030-4.1.2-1", "R7030-4.2-1"})
  void headIsServedWhereverGetIs() {
    for (EstOperation operation : EstOperation.values()) {
      assertThat(operation.allows("HEAD")).isEqualTo(operation.allows("GET"));
      assertThat(operation.allows("POST")).isNotEqualTo(operation.allows("GET"));
      assertThat(operation.allows("TRACE")).isFalse();
      assertThat(operation.allow().split(", ")).allMatch(operation::allows);
    }
    assertThat(EstOperation.CA_CERTS.allow()).isEqualTo("GET, HEAD");
    assertThat(EstOperation.SIMPLE_ENROLL.allow()).isEqualTo("POST");
  }

  @Test
  void aPostHasARequestTypeAndAGetHasNone() {
    for (EstOperation operation : EstOperation.values()) {
      assertThat(operation.requestType().isEmpty()).isEqualTo(operation.allows("GET"));
      assertThat(operation.responseTypes().isEmpty())
          .isEqualTo(operation.path().endsWith("return"));
    }
  }

  @Test
  @Requirement("R7030-3.2.4-1")
  void theTypeOfABodyIsComparedWithoutParametersAndCase() throws MalformedException {
    EstOperation enroll = EstOperation.SIMPLE_ENROLL;
    for (String type :
        List.of(
            "application/pkcs10",
            "Application/PKCS10",
            "application/pkcs10; charset=utf-8",
            "application/x-pkcs10")) {
      assertThat(enroll.accepts(MediaType.parse(type))).as(type).isTrue();
    }
    for (String type :
        List.of("application/x-www-form-urlencoded", "application/pkcs7-mime", "text/pkcs10")) {
      assertThat(enroll.accepts(MediaType.parse(type))).as(type).isFalse();
    }
    assertThat(EstOperation.CA_CERTS.accepts(MediaType.PKCS10)).isFalse();
  }

  @Test
  void everyKindOfTampAnswerIsAccepted() throws MalformedException {
    EstOperation tamp = EstOperation.TAMP_RETURN;
    assertThat(tamp.accepts(MediaType.parse("application/tamp-status-response"))).isTrue();
    assertThat(tamp.accepts(MediaType.parse("application/tamp-status-query-response"))).isTrue();
    assertThat(tamp.accepts(MediaType.parse("application/cms"))).isFalse();
  }

  @Test
  void reasonsHaveAnErrorStatusAndDistinctNumbersOfFailure() {
    assertThat(Reason.values()).allMatch(r -> r.httpStatus() >= 400 && r.httpStatus() < 600);
    assertThat(Arrays.stream(CmcFailInfo.values()).mapToInt(CmcFailInfo::code))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13);
  }
}
