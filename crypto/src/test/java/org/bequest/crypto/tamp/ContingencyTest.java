package org.bequest.crypto.tamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.constraint.ConstraintRules;
import org.bequest.crypto.constraint.ContentRights;
import org.bequest.crypto.path.AnchorStore;
import org.bequest.crypto.path.PathInputs;
import org.bequest.crypto.tamp.ContingencyKeys.Opening;
import org.bequest.crypto.tamp.TampCheck.Accepted;
import org.bequest.crypto.tamp.TampCheck.Refused;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bequest.formats.tamp.ApexContingencyKey;
import org.bequest.formats.tamp.ContingencyDecryptKey;
import org.bequest.formats.tamp.StatusCode;
import org.bequest.formats.tamp.TampApexUpdate;
import org.bequest.formats.tamp.TampMsgRef;
import org.bequest.formats.tamp.TargetIdentifier.AllModules;
import org.bequest.formats.tamp.TerseOrVerbose;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extensions;
import org.junit.jupiter.api.Test;

/** The second key of an apex, which is known to nobody before it is used. */
class ContingencyTest {
  private static final Party OPERATIONAL = Party.of("apex");
  private static final Party CONTINGENCY = Party.of("contingency");
  private static final ContingencyDecryptKey OPENER =
      new ContingencyDecryptKey(Octets.of(octets(32)));
  private static final PathInputs NOW = PathInputs.at(Party.NOW);

  private static byte[] octets(int count) {
    byte[] octets = new byte[count];
    for (int i = 0; i < count; i++) {
      octets[i] = (byte) (i * 7 + 1);
    }
    return octets;
  }

  private static TrustAnchorChoice apex(ApexContingencyKey key) {
    TrustAnchorChoice.TaInfo plain = (TrustAnchorChoice.TaInfo) OPERATIONAL.anchor();
    return new TrustAnchorChoice.TaInfo(
        plain.info().withExtensions(new Extensions(key.toExtension(false))));
  }

  private static TampReader reader(ApexContingencyKey key) {
    return new TampReader(
        AnchorStore.of(List.of()).withApex(apex(key)), List.of(), ConstraintRules.LENIENT);
  }

  private static TampApexUpdate update(long number) {
    return new TampApexUpdate(
        TerseOrVerbose.TERSE,
        new TampMsgRef(new AllModules(), number),
        true,
        true,
        Optional.empty(),
        Party.of("next").anchor());
  }

  private static byte[] message(TampApexUpdate update, ContingencyDecryptKey opener) {
    KeyIdentifier unknown = new KeyIdentifier(new byte[] {1, 2});
    return SignedTamp.byContingencyKey(update, CONTINGENCY.signer(), unknown, opener).encode();
  }

  private static StatusCode status(TampCheck check) {
    assertThat(check).isInstanceOf(Refused.class);
    return ((Refused) check).status();
  }

  @Test
  @Requirement({"R5934-2.2.1-8", "R5934-2.2.4-1", "R5934-4.5-2", "R5934-4.5-6", "R5934-1.2.1-1"})
  void theAttributeAndNotTheIdentifierTellsWhoSigned() {
    ApexContingencyKey wrapped = ContingencyKeys.wrap(CONTINGENCY.key(), OPENER);
    TampApexUpdate update = update(0);
    assertThat(reader(wrapped).read(message(update, OPENER), NOW))
        .isEqualTo(new Accepted(update, new TampSigner.Contingency(CONTINGENCY.key())));
  }

  @Test
  @Requirement("R5934-4.5-1")
  void otherwiseTheApexSignsItself() {
    ApexContingencyKey wrapped = ContingencyKeys.wrap(CONTINGENCY.key(), OPENER);
    TampApexUpdate update = update(9);
    byte[] message = SignedTamp.of(update, OPERATIONAL.bare()).encode();
    assertThat(reader(wrapped).read(message, NOW))
        .isEqualTo(
            new Accepted(
                update, new TampSigner.Anchor(apex(wrapped), ContentRights.UNCONSTRAINED)));
    Party delegate = Party.of("delegate");
    byte[] delegated =
        SignedTamp.of(update, delegate.with(OPERATIONAL.certifies(delegate, false))).encode();
    assertThat(status(reader(wrapped).read(delegated, NOW))).isEqualTo(StatusCode.NOT_AUTHORIZED);
    Party management = Party.of("management");
    TampReader both =
        new TampReader(
            AnchorStore.of(List.of(management.anchor())).withApex(apex(wrapped)),
            List.of(),
            ConstraintRules.LENIENT);
    byte[] other = SignedTamp.of(update, management.bare()).encode();
    assertThat(status(both.read(other, NOW))).isEqualTo(StatusCode.NOT_AUTHORIZED);
    assertThat(both.read(message, NOW)).isInstanceOf(Accepted.class);
  }

  @Test
  @Requirement("R5934-4.5-2")
  void itsNumberIsZero() {
    assertThatIllegalArgumentException().isThrownBy(() -> message(update(1), OPENER));
    ApexContingencyKey wrapped = ContingencyKeys.wrap(CONTINGENCY.key(), OPENER);
    Forge forge = Forge.of(update(1), CONTINGENCY);
    forge.unsignedAttributes.add(OPENER.toAttribute());
    assertThat(status(reader(wrapped).read(forge.build(), NOW)))
        .isEqualTo(StatusCode.SEQ_NUM_FAILURE);
  }

  @Test
  @Requirement({"R5934-2.2.4-1", "R5934-5-2"})
  void whatDoesNotOpenIsRefusedWithItsOwnCode() {
    ContingencyDecryptKey wrong = new ContingencyDecryptKey(Octets.of(new byte[32]));
    ContingencyDecryptKey shorter = new ContingencyDecryptKey(Octets.of(octets(16)));
    ApexContingencyKey wrapped = ContingencyKeys.wrap(CONTINGENCY.key(), OPENER);
    for (ContingencyDecryptKey opener : List.of(wrong, shorter)) {
      assertThat(status(reader(wrapped).read(message(update(0), opener), NOW)))
          .isEqualTo(StatusCode.CONTINGENCY_PUBLIC_KEY_DECRYPT);
    }
    byte[] good = message(update(0), OPENER);
    assertThat(status(reader(ApexContingencyKey.none()).read(good, NOW)))
        .isEqualTo(StatusCode.CONTINGENCY_PUBLIC_KEY_DECRYPT);
    TampReader without =
        new TampReader(AnchorStore.of(List.of()), List.of(), ConstraintRules.LENIENT);
    assertThat(status(without.read(good, NOW)))
        .isEqualTo(StatusCode.CONTINGENCY_PUBLIC_KEY_DECRYPT);
    ApexContingencyKey strange =
        ApexContingencyKey.of(
            new AlgorithmIdentifier(new ASN1ObjectIdentifier("2.999.1")),
            wrapped.wrapped().orElseThrow().publicKey());
    assertThat(status(reader(strange).read(good, NOW)))
        .isEqualTo(StatusCode.UNSUPPORTED_CONTIN_PUB_KEY_DECRYPT_ALG);
  }

  @Test
  void anotherKeyThanTheWrappedOneIsNotBelieved() {
    ApexContingencyKey other = ContingencyKeys.wrap(Party.of("other").key(), OPENER);
    assertThat(status(reader(other).read(message(update(0), OPENER), NOW)))
        .isEqualTo(StatusCode.SIGNATURE_FAILURE);
  }

  /** The JDK's own key wrap reads what we wrap; AES of each size. */
  @Test
  @Requirement("R5934-2.2.4.1-2")
  void theWrappedKeyIsKeyWrapWithPadding() throws Exception {
    for (int size : new int[] {16, 24, 32}) {
      ContingencyDecryptKey opener = new ContingencyDecryptKey(Octets.of(octets(size)));
      ApexContingencyKey wrapped = ContingencyKeys.wrap(CONTINGENCY.key(), opener);
      assertThat(ContingencyKeys.open(wrapped, opener))
          .isEqualTo(new Opening.Opened(CONTINGENCY.key()));
      Cipher cipher = Cipher.getInstance("AES/KWP/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(octets(size), "AES"));
      byte[] opened = cipher.doFinal(wrapped.wrapped().orElseThrow().publicKey().bytes());
      assertThat(opened).isEqualTo(CONTINGENCY.key().getEncoded());
    }
    ContingencyDecryptKey odd = new ContingencyDecryptKey(Octets.of(octets(17)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ContingencyKeys.wrap(CONTINGENCY.key(), odd));
  }
}
