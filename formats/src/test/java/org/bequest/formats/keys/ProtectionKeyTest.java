package org.bequest.formats.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.bequest.conformance.Damage;
import org.bequest.conformance.Requirement;
import org.bequest.formats.MalformedException;
import org.bequest.formats.OpenSsl;
import org.bequest.formats.TestKeys;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.SmimeCapabilities;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;

/** What a request says about the protection of the key that it asks for. */
class ProtectionKeyTest {
  private static final byte[] ID = {1, 2, 3};
  private final TestKeys keys = new TestKeys();

  private CsrBuilder builder() {
    return new CsrBuilder(
        new SubjectNames(new X500Name("CN=device-17"), List.of()), keys.publicKey());
  }

  private Csr csr(CsrBuilder builder) throws MalformedException {
    return Csr.decode(keys.sign(builder).encoded());
  }

  private CsrBuilder with(ProtectionKey key) {
    return builder().attribute(key.type(), key.value());
  }

  @Test
  @Requirement("R7030-4.4.1.1-1")
  void aSecretKeyIsNamedByTheAttributeOfRfc4108() throws Exception {
    Csr csr = csr(with(new DecryptKeyIdentifier(ID)));
    assertThat(ProtectionKey.of(csr))
        .get()
        .isInstanceOfSatisfying(
            DecryptKeyIdentifier.class, id -> assertThat(id.octets()).isEqualTo(ID));
    assertThat(OpenSsl.run(csr.encoded(), "asn1parse", "-inform", "DER"))
        .contains("1.2.840.113549.1.9.16.2.37", "010203");
  }

  @Test
  @Requirement("R7030-4.4.1.2-1")
  void aPublicKeyIsNamedByAnOctetString() throws Exception {
    Csr csr = csr(with(new AsymmetricDecryptKeyIdentifier(ID)));
    assertThat(ProtectionKey.of(csr))
        .get()
        .isInstanceOfSatisfying(
            AsymmetricDecryptKeyIdentifier.class, id -> assertThat(id.octets()).isEqualTo(ID));
    assertThat(OpenSsl.run(csr.encoded(), "asn1parse", "-inform", "DER"))
        .contains("1.2.840.113549.1.9.16.2.54", "010203");
  }

  @Test
  void whoeverNamesNothingAsksForNoProtection() throws Exception {
    assertThat(ProtectionKey.of(csr(builder()))).isEmpty();
    assertThat(SmimeCapabilities.of(csr(builder()))).isEmpty();
    assertThat(WantedContentType.of(csr(builder()))).isEmpty();
  }

  @Test
  @Requirement("S-32")
  void anythingButOneKeyIsRefused() throws Exception {
    refuses(
        with(new DecryptKeyIdentifier(ID))
            .attribute(CmsOids.ASYMMETRIC_DECRYPT_KEY_IDENTIFIER, new DEROctetString(ID)));
    refuses(
        with(new DecryptKeyIdentifier(ID))
            .attribute(CmsOids.DECRYPT_KEY_IDENTIFIER, new DEROctetString(ID)));
    refuses(with(new DecryptKeyIdentifier(new byte[0])));
    refuses(with(new DecryptKeyIdentifier(new byte[1025])));
    refuses(builder().attribute(CmsOids.DECRYPT_KEY_IDENTIFIER, new ASN1Integer(1)));
  }

  private void refuses(CsrBuilder builder) throws MalformedException {
    Csr csr = csr(builder);
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> ProtectionKey.of(csr))
        .withMessageContaining("/attributes");
  }

  @Test
  @Requirement("R8295-8.1-1")
  void aContentTypeAttributeAsksForAnEncryptedKeyPackage() throws Exception {
    Csr csr = csr(builder().attribute(CmsOids.CONTENT_TYPE, CmsOids.ENCRYPTED_KEY_PACKAGE));
    assertThat(WantedContentType.of(csr)).get().matches(WantedContentType::isEncryptedKeyPackage);
    Csr other = csr(builder().attribute(CmsOids.CONTENT_TYPE, CmsOids.DATA));
    assertThat(WantedContentType.of(other)).get().matches(type -> !type.isEncryptedKeyPackage());
    Csr broken = csr(builder().attribute(CmsOids.CONTENT_TYPE, new ASN1Integer(1)));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> WantedContentType.of(broken));
  }

  @Test
  @Requirement("R7030-4.4.1-3")
  void capabilitiesKeepTheirOrder() throws Exception {
    SmimeCapabilities said =
        new SmimeCapabilities(
            List.of(
                new AlgorithmIdentifier(NISTObjectIdentifiers.id_aes256_GCM),
                new AlgorithmIdentifier(NISTObjectIdentifiers.id_aes256_wrap),
                new AlgorithmIdentifier(NISTObjectIdentifiers.id_aes128_CBC, new ASN1Integer(5))));
    Csr csr = csr(builder().attribute(CmsOids.SMIME_CAPABILITIES, said.encode()));
    assertThat(SmimeCapabilities.of(csr)).contains(said);
    assertThat(OpenSsl.run(csr.encoded(), "asn1parse", "-inform", "DER"))
        .contains("S/MIME Capabilities", "aes-256-gcm", "id-aes256-wrap");
  }

  @Test
  @Requirement("S-53")
  void damagedAttributesAreRefusedOrReadAsSomethingElse() {
    ASN1Encodable said =
        new SmimeCapabilities(List.of(new AlgorithmIdentifier(NISTObjectIdentifiers.id_aes256_GCM)))
            .encode();
    byte[] good =
        keys.sign(
                with(new DecryptKeyIdentifier(ID))
                    .attribute(CmsOids.SMIME_CAPABILITIES, said)
                    .attribute(CmsOids.CONTENT_TYPE, CmsOids.ENCRYPTED_KEY_PACKAGE))
            .encoded();
    int refused =
        Damage.everywhere(
            good,
            octets -> {
              Csr csr = Csr.decode(octets);
              ProtectionKey.of(csr);
              SmimeCapabilities.of(csr);
              WantedContentType.of(csr);
            });
    assertThat(refused).isGreaterThan(good.length);
  }
}
