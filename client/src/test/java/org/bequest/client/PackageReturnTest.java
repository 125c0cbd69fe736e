package org.bequest.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bequest.client.fixture.KeyMaker;
import org.bequest.client.fixture.Leaf;
import org.bequest.client.fixture.Received;
import org.bequest.client.fixture.Reply;
import org.bequest.client.fixture.ScriptedEstServer;
import org.bequest.client.fixture.TestCa;
import org.bequest.client.trust.Holders;
import org.bequest.client.trust.TrustAnchors;
import org.bequest.conformance.Requirement;
import org.bequest.crypto.KeyAlgorithm;
import org.bequest.crypto.cms.MessageOpener;
import org.bequest.crypto.cms.RecipientKey;
import org.bequest.crypto.cms.SignatureCheck;
import org.bequest.crypto.cms.SignerKeys;
import org.bequest.crypto.cms.Unpacked;
import org.bequest.crypto.tls.TlsIdentity;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cms.CmsOids;
import org.bequest.formats.cms.Content;
import org.bequest.formats.cms.SignedContent;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.receipt.EnumeratedErrorCode;
import org.bequest.formats.receipt.KeyPackageError;
import org.bequest.formats.receipt.KeyPackageErrorCode;
import org.bequest.formats.receipt.KeyPackageReceipt;
import org.bequest.formats.receipt.PackageIdAndReceiptRequest;
import org.bequest.formats.receipt.PackageIdentifier.PackageId;
import org.bequest.formats.receipt.ReceiptRequest;
import org.bequest.formats.receipt.SirEntityName;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.Test;

/** RFC 7191 and RFC 8295 8.2, seen by the receiver of a key package. */
class PackageReturnTest {
  private static final X500Name DEVICE = new X500Name("CN=device-7");
  private static final PackageId ID = PackageId.of("package 1".getBytes(US_ASCII));

  private final TestCa root = TestCa.root("CN=root");
  private final TlsIdentity device = root.identity(Leaf.of("CN=device-7"));
  private final KeyMaker maker = KeyMaker.of(root, KeyAlgorithm.P256);

  private void post(Reply reply, PackageReturn about, Consumer<Received> check) {
    try (var server = ScriptedEstServer.start(root.identity(Leaf.localhost()), _ -> reply);
        var client = client(server)) {
      client.serverKeygenReturn(about);
      check.accept(server.received().getFirst());
    }
  }

  private EstClient client(ScriptedEstServer server) {
    return EstClient.of(server.address())
        .trust(TrustAnchors.explicit(List.of(root.certificate())))
        .build();
  }

  private static SignatureCheck.Verified verified(Received received) {
    try {
      SignedContent message = SignedContent.decode(received.body());
      assertThat(message.signers().getFirst().signed(CmsOids.BINARY_SIGNING_TIME)).isPresent();
      return (SignatureCheck.Verified) SignatureCheck.of(message, SignerKeys.in(message));
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Requirement({"R8295-8.2-1", "R7191-4-3", "R7191-4-5"})
  void aReceiptIsSignedInTheNameOfTheCertificate() {
    PackageReturn receipt = PackageReturn.receipt(ID, device);
    post(
        Reply.of(204, ""),
        receipt,
        received -> {
          assertThat(received.path()).isEqualTo("/.well-known/est/serverkeygen/return");
          assertThat(received.header("content-type"))
              .contains(
                  "application/cms; encapsulatingContent=signedData;"
                      + " innerContent=keyPackageReceipt");
          assertThat(received.header("content-transfer-encoding")).isEmpty();
          Content content = verified(received).content();
          assertThat(content.type()).isEqualTo(CmsOids.KEY_PACKAGE_RECEIPT);
          assertThat(decoded(content))
              .isEqualTo(KeyPackageReceipt.of(ID, SirEntityName.of(DEVICE)));
        });
  }

  private static KeyPackageReceipt decoded(Content content) {
    try {
      return KeyPackageReceipt.decode(content.octets());
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @Requirement({"R8295-8.2-1", "R7191-5-4", "R7191-5-6"})
  void anErrorIsSignedWhereverThereIsACertificate() throws MalformedException {
    var code = EnumeratedErrorCode.DECRYPT_FAILURE;
    var expected =
        KeyPackageError.of(Optional.of(ID), SirEntityName.of(DEVICE), KeyPackageErrorCode.of(code));
    try (var server =
            ScriptedEstServer.start(root.identity(Leaf.localhost()), _ -> Reply.of(204, ""));
        var client = client(server)) {
      client.serverKeygenReturn(PackageReturn.error(Optional.of(ID), code, device));
      client.serverKeygenReturn(PackageReturn.unsignedError(Optional.of(ID), code, DEVICE));
      client.serverKeygenReturn(PackageReturn.unsignedError(Optional.empty(), code, DEVICE));
      List<Received> received = server.received();
      assertThat(KeyPackageError.decode(verified(received.get(0)).content().octets()))
          .isEqualTo(expected);
      assertThat(received.get(1).header("content-type"))
          .contains("application/cms; innerContent=keyPackageError");
      Content bare = Content.decode(received.get(1).body());
      assertThat(bare.type()).isEqualTo(CmsOids.KEY_PACKAGE_ERROR);
      assertThat(KeyPackageError.decode(bare.octets())).isEqualTo(expected);
      Content nameless = Content.decode(received.get(2).body());
      assertThat(KeyPackageError.decode(nameless.octets()).errorOf()).isEmpty();
    }
  }

  @Test
  void aServerThatDoesNotTakeItIsAFailure() {
    PackageReturn receipt = PackageReturn.receipt(ID, device);
    var e =
        catchThrowableOfType(
            EstException.class, () -> post(Reply.of(404, "no such package"), receipt, _ -> {}));
    assertThat(e.kind()).isEqualTo(EstException.Kind.REFUSED);
    assertThat(e.status()).isEqualTo(404);
  }

  @Test
  @Requirement({"R8295-8.2-1", "R7191-1.3-1", "R7191-3-3"})
  void aReceiptIsDueWhenThePackageAsksThisReceiver() {
    SirEntityName originator = SirEntityName.of(new X500Name("CN=key maker"));
    SirEntityName other = SirEntityName.of(new X500Name("CN=device-8"));
    var everybody = Optional.of(ReceiptRequest.to(originator));
    var named =
        Optional.of(
            new ReceiptRequest(
                false, Optional.of(List.of(other, SirEntityName.of(DEVICE))), List.of(originator)));
    var others =
        Optional.of(new ReceiptRequest(false, Optional.of(List.of(other)), List.of(originator)));
    DueReceipt receipt = new DueReceipt(ID, false, List.of(originator));
    assertThat(due(everybody)).containsExactly(receipt);
    assertThat(due(named)).containsExactly(receipt);
    assertThat(due(others)).isEmpty();
    assertThat(due(Optional.empty())).isEmpty();
  }

  private List<DueReceipt> due(Optional<ReceiptRequest> request) {
    Content signed = maker.signed(maker.keyPackage(), new PackageIdAndReceiptRequest(ID, request));
    try (var server =
            ScriptedEstServer.start(root.identity(Leaf.localhost()), _ -> maker.enclosing(signed));
        var client = client(server)) {
      var wanted = KeygenRequest.of(SubjectNames.of(DEVICE), KeyAlgorithm.P256);
      var delivered = (KeyGeneration.Delivered) client.serverKeygen(wanted);
      assertThat(delivered.marks()).extracting(PackageIdAndReceiptRequest::id).containsExactly(ID);
      return delivered.receiptsAskedOf(DEVICE);
    }
  }

  /** By a name that is not one, nobody is found; by those that are, whoever has that name. */
  @Test
  @Requirement({"R7191-3-2", "R7191-3-4"})
  void anEncryptedReceiptIsForThoseWhomTheRequestNames() {
    TlsIdentity reader = root.identity(Leaf.of("CN=key maker"));
    SirEntityName strange =
        new SirEntityName(new ASN1ObjectIdentifier("2.999.1"), new DEROctetString(new byte[] {7}));
    SirEntityName named = SirEntityName.of(new X500Name("CN=key maker"));
    DueReceipt due =
        due(Optional.of(new ReceiptRequest(true, Optional.empty(), List.of(strange, named))))
            .getFirst();
    assertThat(due.encrypted()).isTrue();
    List<X509Certificate> known = List.of(device.certificate(), reader.certificate());
    assertThat(due.readers(known)).containsExactly(reader.certificate());
    assertThat(new DueReceipt(ID, true, List.of(strange)).readers(known)).isEmpty();
  }

  @Test
  @Requirement({"R7191-3-2", "R7191-4-3", "R7191-4-4"})
  void aReceiptIsSignedBeforeItIsEncrypted() {
    TlsIdentity reader = root.identity(Leaf.of("CN=key maker"));
    PackageReturn receipt =
        PackageReturn.receipt(ID, device).encryptedFor(List.of(reader.certificate()));
    post(
        Reply.of(204, ""),
        receipt,
        received -> {
          assertThat(received.header("content-type"))
              .contains(
                  "application/cms; encapsulatingContent=\"envelopedData, signedData\";"
                      + " innerContent=keyPackageReceipt");
          Unpacked.Whole whole = opened(received, reader);
          assertThat(decoded(whole.leaf()).receiptOf()).isEqualTo(ID);
          assertThat(whole.signers()).hasSize(1);
          assertThat(whole.types()).containsExactly(CmsOids.ENVELOPED_DATA, CmsOids.SIGNED_DATA);
        });
  }

  private static Unpacked.Whole opened(Received received, TlsIdentity reader) {
    RecipientKey key = RecipientKey.Private.of(reader.key(), Holders.of(reader.certificate()));
    try {
      Content message = Content.decode(received.body());
      return (Unpacked.Whole) new MessageOpener(List.of(key), List.of()).open(message);
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aReceiptForNobodyIsNotEncrypted() {
    PackageReturn receipt = PackageReturn.receipt(ID, device);
    assertThatIllegalArgumentException().isThrownBy(() -> receipt.encryptedFor(List.of()));
  }
}
