package org.bequest.formats.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;

class KeyPackageErrorTest {
  private static final PackageId ID = PackageId.of(new byte[] {9, 8, 7});
  private static final SirEntityName DEVICE = SirEntityName.of(new X500Name("CN=device"));
  private static final KeyPackageErrorCode NO_KEY =
      KeyPackageErrorCode.of(EnumeratedErrorCode.NO_DECRYPT_KEY);

  @Test
  @Requirement({"R7191-5-1", "R7191-5-2"})
  void errorsOfEveryFormComeBack() throws MalformedException {
    for (KeyPackageErrorCode code :
        List.of(
            NO_KEY,
            new KeyPackageErrorCode.Unregistered(BigInteger.valueOf(4711)),
            new KeyPackageErrorCode.Extended(new ASN1ObjectIdentifier("2.999.3")))) {
      for (Optional<PackageIdentifier> of :
          List.of(Optional.<PackageIdentifier>of(ID), Optional.<PackageIdentifier>empty())) {
        KeyPackageError error = KeyPackageError.of(of, DEVICE, code);
        assertThat(KeyPackageError.decode(error.encode())).isEqualTo(error);
      }
    }
    KeyPackageError old = new KeyPackageError(1, Optional.of(ID), DEVICE, NO_KEY);
    assertThat(KeyPackageError.decode(old.encode())).isEqualTo(old);
  }

  /** The field is a CHOICE, so its tag is explicit: RFC 7191 appendix A with X.680 31.2.7. */
  @Test
  void theOctetsAreThoseOfTheGrammar() {
    KeyPackageError error = KeyPackageError.of(Optional.of(ID), DEVICE, NO_KEY);
    String errorOf = "a005" + "0403090807";
    String device = "3011310f300d06035504030c06646576696365";
    String errorBy = "3020" + "0609608648016502011000" + "0413" + device;
    assertThat(HexFormat.of().formatHex(error.encode()))
        .isEqualTo("302c" + errorOf + errorBy + "0a013d");
  }

  @Test
  @Requirement("R7191-5-3")
  void everyCodeHasTheNumberAndTheWordOfTheRfc() throws MalformedException {
    assertThat(EnumeratedErrorCode.values()).hasSize(57);
    assertThat(Arrays.stream(EnumeratedErrorCode.values()).map(EnumeratedErrorCode::number))
        .doesNotHaveDuplicates()
        .isSorted()
        .startsWith(1)
        .contains(17, 23, 29, 33, 60, 93)
        .endsWith(127);
    for (EnumeratedErrorCode code : EnumeratedErrorCode.values()) {
      KeyPackageErrorCode read =
          KeyPackageErrorCode.decode(KeyPackageErrorCode.of(code).toAsn1(), "");
      assertThat(read).isEqualTo(KeyPackageErrorCode.of(code));
      assertThat(read.word()).isEqualTo(code.word());
    }
    assertThat(EnumeratedErrorCode.DECODE_FAILURE.number()).isEqualTo(1);
    assertThat(EnumeratedErrorCode.BAD_KEK_RECIPIENT_INFO.number()).isEqualTo(67);
    assertThat(EnumeratedErrorCode.INVALID_MAC.word()).isEqualTo("invalidMAC");
    assertThat(EnumeratedErrorCode.OTHER.number()).isEqualTo(127);
  }

  @Test
  void otherKindsOfCodesAreRefused() {
    byte[] der = KeyPackageError.of(Optional.of(ID), DEVICE, NO_KEY).encode();
    der[der.length - 3] = 2;
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> KeyPackageError.decode(der))
        .withMessageContaining("errorCode");
  }

  @Test
  @Requirement({"S-50", "S-53"})
  void damageNeverEscapes() {
    byte[] der = KeyPackageError.of(Optional.of(ID), DEVICE, NO_KEY).encode();
    int refused =
        Damage.everywhere(
            der, damaged -> KeyPackageError.decode(damaged).errorBy().distinguishedName());
    assertThat(refused).isPositive();
  }
}
