package org.bequest.client.keygen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.cms.SignatureCheck.Fault;
import org.bequest.formats.receipt.EnumeratedErrorCode;
import org.junit.jupiter.api.Test;

/** What the originator of a package hears of it. */
class PackageFaultsTest {
  @Test
  @Requirement("R7191-5-5")
  void everyFaultHasACodeThatSaysWhatItIs() {
    assertThat(Arrays.stream(Fault.values()).map(PackageFaults::code))
        .doesNotContain(EnumeratedErrorCode.OTHER)
        .doesNotHaveDuplicates();
  }
}
