package org.bequest.fuzz;

import java.util.stream.Stream;
import org.bequest.crypto.CrmfProof;
import org.bequest.formats.crmf.CertReqMsg;
import org.bequest.formats.crmf.Popo;
import org.junit.jupiter.params.provider.Arguments;

/** Requests of CRMF. */
class CertReqMsgFuzzTest {
  static Stream<Arguments> seeds() {
    return Seeds.vectors("rfc4211-cert-req-messages");
  }

  @Fuzzed
  void readsOrRefuses(byte[] octets) {
    Reading.of(octets, CertReqMsg::decodeMessages)
        .ifPresent(all -> all.forEach(CertReqMsgFuzzTest::prove));
  }

  private static void prove(CertReqMsg message) {
    if (message.popo().orElse(null) instanceof Popo.Signature proof) {
      CrmfProof.verify(message.certReq(), proof);
    }
  }
}
