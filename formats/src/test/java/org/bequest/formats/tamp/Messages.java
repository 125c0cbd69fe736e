package org.bequest.formats.tamp;

import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.conformance.Some;
import org.bequest.formats.anchor.CertPathControls;
import org.bequest.formats.anchor.TrustAnchorChoice;
import org.bequest.formats.anchor.TrustAnchorInfo;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.cms.EntityIdentifier.KeyIdentifier;
import org.bequest.formats.hardware.HardwareModules;
import org.bequest.formats.hardware.HardwareSerialEntry;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.Validity;

/** Messages of every type with whatever their grammar allows. */
final class Messages {
  private final Some some;

  private Messages(Some some) {
    this.some = some;
  }

  /** One of each type. */
  static Stream<TampMessage> of(Some some) {
    Messages messages = new Messages(some);
    return Stream.of(
        new TampStatusQuery(messages.terse(), messages.reference()),
        messages.statusResponse(),
        messages.update(),
        new TampUpdateConfirm(messages.reference(), messages.updateConfirm()),
        messages.apexUpdate(),
        new TampApexUpdateConfirm(messages.reference(), messages.apexConfirm()),
        new TampCommunityUpdate(
            messages.terse(), messages.reference(), messages.communityUpdates()),
        new TampCommunityUpdateConfirm(messages.reference(), messages.communityConfirm()),
        new SequenceNumberAdjust(messages.reference()),
        new SequenceNumberAdjustConfirm(messages.reference(), messages.status()),
        messages.error());
  }

  private TerseOrVerbose terse() {
    return some.oneOf(List.of(TerseOrVerbose.values()));
  }

  TampMsgRef reference() {
    return new TampMsgRef(target(), some.natural(63).longValueExact());
  }

  private TargetIdentifier target() {
    return some.either(
        () -> new TargetIdentifier.HwModules(modules()),
        () -> new TargetIdentifier.Communities(communities(0)),
        TargetIdentifier.AllModules::new,
        () -> new TargetIdentifier.Uri(some.plain(0, 300)),
        () ->
            new TargetIdentifier.OtherName(oid(), Encoded.of(new DERUTF8String(some.text(0, 20)))));
  }

  private List<HardwareModules> modules() {
    return some.list(1, 4, this::oid).stream()
        .distinct()
        .map(type -> new HardwareModules(type, some.list(1, 4, this::serials)))
        .toList();
  }

  private HardwareSerialEntry serials() {
    Octets low = Octets.of(some.octets(0, 9));
    return some.either(
        HardwareSerialEntry.All::new,
        () -> new HardwareSerialEntry.Single(low),
        () ->
            new HardwareSerialEntry.Block(low, Octets.of(some.octets(low.length(), low.length()))));
  }

  private ASN1ObjectIdentifier oid() {
    return new ASN1ObjectIdentifier(some.oid());
  }

  private CommunityIdentifierList communities(int least) {
    return new CommunityIdentifierList(some.list(least, 5, this::oid));
  }

  private Optional<CommunityIdentifierList> perhapsCommunities() {
    return some.perhaps(() -> communities(0));
  }

  private Status status() {
    return some.either(
        () -> some.oneOf(List.of(StatusCode.values())), () -> Status.of(some.natural(40)));
  }

  private KeyIdentifier keyId() {
    return new KeyIdentifier(some.octets(0, 20));
  }

  private List<TampSequenceNumber> numbers() {
    return some.list(
        0, 4, () -> new TampSequenceNumber(keyId(), some.natural(63).longValueExact()));
  }

  SubjectPublicKeyInfo key() {
    String point = HexFormat.of().formatHex(some.octets(32, 32));
    return SubjectPublicKeyInfo.getInstance(
        Hand.octets("302a" + "300506032b6570" + "032100" + point));
  }

  private Extensions extensions() {
    return new Extensions(new Extension[] {new Extension(oid(), some.yes(), some.octets(0, 40))});
  }

  private X500Name name() {
    return new X500Name("CN=" + some.plain(1, 30));
  }

  private TrustAnchorChoice anchor() {
    TrustAnchorInfo plain = TrustAnchorInfo.of(key(), keyId());
    return new TrustAnchorChoice.TaInfo(
        some.either(
            () -> plain,
            () -> plain.withTitle(some.text(1, 64)),
            () -> plain.withCertPath(CertPathControls.of(name())),
            () -> plain.withExtensions(extensions())));
  }

  private List<TrustAnchorChoice> anchors() {
    return some.list(1, 3, this::anchor);
  }

  private TampStatusResponse statusResponse() {
    boolean usesApex = some.yes();
    StatusResponse response =
        some.either(
            () -> new StatusResponse.Terse(some.list(1, 5, this::keyId), perhapsCommunities()),
            () ->
                new StatusResponse.Verbose(
                    anchors(),
                    usesApex ? some.perhaps(this::algorithm) : Optional.empty(),
                    perhapsCommunities(),
                    numbers()));
    return new TampStatusResponse(reference(), response, usesApex);
  }

  private AlgorithmIdentifier algorithm() {
    return new AlgorithmIdentifier(oid());
  }

  private TampUpdate update() {
    return new TampUpdate(terse(), reference(), some.list(1, 4, this::entry), numbers());
  }

  private TrustAnchorUpdate entry() {
    return some.either(
        () -> new TrustAnchorUpdate.Add(anchor()),
        () -> new TrustAnchorUpdate.Remove(key()),
        () -> new TrustAnchorUpdate.Change(tbsChange()),
        () -> new TrustAnchorUpdate.Change(change()));
  }

  private TbsCertificateChangeInfo tbsChange() {
    return new TbsCertificateChangeInfo(
        some.perhaps(() -> some.integer(160)),
        some.perhaps(this::algorithm),
        some.perhaps(this::name),
        some.perhaps(this::validity),
        some.perhaps(this::name),
        key(),
        some.perhaps(this::extensions));
  }

  private Validity validity() {
    return new Validity(time(), time());
  }

  private Time time() {
    return new Time(java.util.Date.from(some.second()));
  }

  private TrustAnchorChangeInfo change() {
    return new TrustAnchorChangeInfo(
        key(),
        some.perhaps(this::keyId),
        some.perhaps(() -> some.text(1, 64)),
        some.perhaps(() -> CertPathControls.of(name())),
        some.perhaps(this::extensions));
  }

  private UpdateConfirm updateConfirm() {
    List<Status> status = some.list(1, 5, this::status);
    return some.either(
        () -> new UpdateConfirm.Terse(status),
        () -> new UpdateConfirm.Verbose(status, anchors(), numbers(), some.yes()));
  }

  private TampApexUpdate apexUpdate() {
    return new TampApexUpdate(
        terse(),
        reference(),
        some.yes(),
        some.yes(),
        some.perhaps(() -> some.natural(63).longValueExact()),
        anchor());
  }

  private ApexUpdateConfirm apexConfirm() {
    return some.either(
        () -> new ApexUpdateConfirm.Terse(status()),
        () -> new ApexUpdateConfirm.Verbose(status(), anchors(), perhapsCommunities(), numbers()));
  }

  private CommunityUpdates communityUpdates() {
    return some.either(
        CommunityUpdates::removeAll,
        () -> CommunityUpdates.add(communities(1)),
        () -> new CommunityUpdates(Optional.of(communities(0)), Optional.of(communities(1))));
  }

  private CommunityConfirm communityConfirm() {
    return some.either(
        () -> new CommunityConfirm.Terse(status()),
        () -> new CommunityConfirm.Verbose(status(), perhapsCommunities()));
  }

  private TampError error() {
    Status status = status();
    return new TampError(
        some.either(TampMessageType.UPDATE::identifier, this::oid),
        status.isSuccess() ? new Status.Unregistered(BigInteger.valueOf(99)) : status,
        some.perhaps(this::reference));
  }
}
