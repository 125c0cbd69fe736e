package org.bequest.formats.tamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.bequest.conformance.Requirement;
import org.bequest.conformance.Vectors;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.tamp.TargetIdentifier.AllModules;
import org.bequest.formats.tamp.TargetIdentifier.Uri;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.junit.jupiter.api.Test;

/** The messages that other projects publish. */
class TampVectorsTest {
  private static TampMessage read(TampMessageType type, byte[] octets) throws MalformedException {
    return TampMessage.decode(new Content(type.identifier(), octets));
  }

  @Test
  @Requirement({"R5934-1.2-1", "R5934-4.3-3", "R5934-4.1-5"})
  void theSignedUpdateRemovesOneKey() throws MalformedException {
    SignedContent signed = SignedContent.decode(Vectors.shared("rfc5934-tamp-update-signed"));
    assertThat(signed.contentType().getId()).isEqualTo("2.16.840.1.101.2.1.2.77.3");
    TampUpdate update = (TampUpdate) TampMessage.decode(signed.content().orElseThrow());
    assertThat(update.msgRef()).isEqualTo(new TampMsgRef(new AllModules(), 1_568_307_088L));
    assertThat(update.terse()).isEqualTo(TerseOrVerbose.VERBOSE);
    assertThat(update.tampSeqNumbers()).isEmpty();
    assertThat(update.updates()).hasSize(1);
    TrustAnchorUpdate.Remove remove = (TrustAnchorUpdate.Remove) update.updates().getFirst();
    assertThat(remove.encode().octets()).startsWith(Hand.octets("a2820122300d"));
    assertThat(remove.key().getAlgorithm().getAlgorithm())
        .isEqualTo(PKCSObjectIdentifiers.rsaEncryption);
    assertThat(remove.key().getAlgorithm().getParameters()).isEqualTo(DERNull.INSTANCE);
    assertThat(update.encode().octets()).isEqualTo(signed.octets());
    assertThat(TampReading.of(signed.content().orElseThrow()).isDer()).isTrue();
    KeyIdentifier signer = (KeyIdentifier) signed.signers().getFirst().id();
    assertThat(signer.toString()).startsWith("a83c099d").endsWith("9595");
  }

  @Test
  @Requirement({"R5934-4.7-5", "R5934-4.1-4", "R5934-4.1-6"})
  void theCommunityUpdateAddsOne() throws MalformedException {
    byte[] octets = Vectors.shared("rfc5934-hex-community-update");
    TampMessage message = read(TampMessageType.COMMUNITY_UPDATE, octets);
    assertThat(message)
        .isEqualTo(
            new TampCommunityUpdate(
                TerseOrVerbose.TERSE,
                new TampMsgRef(new Uri("x"), 0),
                new CommunityUpdates(
                    Optional.empty(),
                    Optional.of(CommunityIdentifierList.of(new ASN1ObjectIdentifier("1.2.3"))))));
    assertThat(message.encode()).isEqualTo(Encoded.known(octets));
  }

  @Test
  @Requirement("R5934-4.6-2")
  void theTerseApexConfirmIsPrimitive() throws MalformedException {
    byte[] octets = Vectors.shared("rfc5934-hex-terse-apex-confirm");
    TampMessage message = read(TampMessageType.APEX_UPDATE_CONFIRM, octets);
    assertThat(message)
        .isEqualTo(
            new TampApexUpdateConfirm(
                new TampMsgRef(new AllModules(), 1),
                new ApexUpdateConfirm.Terse(StatusCode.SUCCESS)));
    assertThat(message.encode()).isEqualTo(Encoded.known(octets));
  }
}
