package org.bequest.formats.cmc.control;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Encoded;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/** The table of controls: number under id-cmc (1.3.6.1.5.5.7.7) and who reads the value. */
@SuppressWarnings("ImmutableEnumChecker") // Bouncy Castle does not annotate its immutable types.
public enum ControlType {
  STATUS_INFO(1, StatusInfoV1::decode),
  IDENTIFICATION(2, Identification::decode),
  IDENTITY_PROOF(3, IdentityProof::decode),
  DATA_RETURN(4, DataReturn::decode),
  TRANSACTION_ID(5, TransactionId::decode),
  SENDER_NONCE(6, SenderNonce::decode),
  RECIPIENT_NONCE(7, RecipientNonce::decode),
  ADD_EXTENSIONS(8, AddExtensions::decode),
  ENCRYPTED_POP(9, EncryptedPop::decode),
  DECRYPTED_POP(10, DecryptedPop::decode),
  LRA_POP_WITNESS(11, LraPopWitness::decode),
  GET_CERT(15, GetCert::decode),
  GET_CRL(16, GetCrl::decode),
  REVOKE_REQUEST(17, RevokeRequest::decode),
  REG_INFO(18, RegInfo::decode),
  RESPONSE_INFO(19, ResponseInfo::decode),
  QUERY_PENDING(21, QueryPending::decode),
  POP_LINK_RANDOM(22, PopLinkRandom::decode),
  POP_LINK_WITNESS(23, PopLinkWitness::decode),
  CONFIRM_CERT_ACCEPTANCE(24, ConfirmCertAcceptance::decode),
  STATUS_INFO_V2(25, StatusInfoV2::decode),
  TRUSTED_ANCHORS(26, PublishTrustAnchors::decode),
  AUTH_DATA(27, AuthData::decode),
  BATCH_REQUESTS(28, BatchRequests::decode),
  BATCH_RESPONSES(29, BatchResponses::decode),
  PUBLISH_CERT(30, PublicationInfo::decode),
  MOD_CERT_TEMPLATE(31, ModCertTemplate::decode),
  CONTROL_PROCESSED(32, ControlProcessed::decode),
  POP_LINK_WITNESS_V2(33, PopLinkWitnessV2::decode),
  IDENTITY_PROOF_V2(34, IdentityProofV2::decode),
  RA_IDENTITY_WITNESS(35, RaIdentityWitness::decode),
  RESPONSE_BODY(37, ResponseBody::decode);

  /** Reads the only value of a control. */
  @FunctionalInterface
  interface Decoder {
    Control decode(Encoded value) throws MalformedException;
  }

  private static final Map<ASN1ObjectIdentifier, ControlType> BY_OID =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(t -> t.oid, Function.identity()));

  private final int number;
  private final ASN1ObjectIdentifier oid;
  private final Decoder decoder;

  ControlType(int number, Decoder decoder) {
    this.number = number;
    this.oid = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.7." + number);
    this.decoder = decoder;
  }

  public static Optional<ControlType> of(ASN1ObjectIdentifier oid) {
    return Optional.ofNullable(BY_OID.get(oid));
  }

  /** The last arc of its object identifier. */
  public int number() {
    return number;
  }

  public ASN1ObjectIdentifier oid() {
    return oid;
  }

  Control decode(Encoded value) throws MalformedException {
    return decoder.decode(value);
  }
}
