package org.bequest.formats.tamp;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bequest.formats.MalformedException;
import org.bequest.formats.anchor.AnchorFields;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.asn1.Octets;
import org.bequest.formats.hardware.HardwareModuleName;
import org.bequest.formats.hardware.HardwareModules;
import org.bequest.formats.hardware.HardwareSerialEntry;
import org.bequest.formats.hardware.HardwareSerialEntry.Block;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERIA5String;
import org.bouncycastle.asn1.DERNull;

/**
 * The stores that a message is for.
 *
 * <pre>
 * TargetIdentifier ::= CHOICE {
 *   hwModules    [1] HardwareModuleIdentifierList,
 *   communities  [2] CommunityIdentifierList,
 *   allModules   [3] NULL,
 *   uri          [4] IA5String,
 *   otherName    [5] AnotherName }
 *
 * HardwareModuleIdentifierList ::= SEQUENCE SIZE (1..MAX) OF HardwareModules
 *
 * AnotherName ::= SEQUENCE {
 *   type-id      OBJECT IDENTIFIER,
 *   value    [0] EXPLICIT ANY DEFINED BY type-id }    -- RFC 5934 section 4.1
 * </pre>
 */
public sealed interface TargetIdentifier {
  /** Hardware of some types, each of them named once and with at least one serial number. */
  record HwModules(List<HardwareModules> modules) implements TargetIdentifier {
    private static final int TAG = 1;

    public HwModules {
      modules = SequenceOf.required(modules, "hardware modules");
      if (!isValid(modules)) {
        throw new IllegalArgumentException("a doubled type, no serial number or an uneven block");
      }
    }

    /** Whether this module is meant: one of those of its type. */
    public boolean contains(HardwareModuleName module) {
      return modules.stream().anyMatch(m -> m.contains(module));
    }

    private static boolean isValid(List<HardwareModules> modules) {
      Set<ASN1ObjectIdentifier> types = new HashSet<>();
      return modules.stream()
          .allMatch(m ->
              types.add(m.type())
                  && !m.serials().isEmpty()
                  && m.serials().stream().allMatch(HwModules::isEven));
    }

    private static boolean isEven(HardwareSerialEntry entry) {
      return !(entry instanceof Block(Octets low, Octets high)) || low.length() == high.length();
    }

    private static HwModules decodeList(Encoded list, String path) throws MalformedException {
      List<HardwareModules> modules =
          SequenceOf.atLeastOne(list, path, (m, at) -> HardwareModules.decode(m.value(), at));
      if (!isValid(modules)) {
        throw new MalformedException(
            "a doubled type, no serial number or an uneven block at " + path);
      }
      return new HwModules(modules);
    }

    @Override
    public Encoded encode() {
      return Tag.implicit(TAG, SequenceOf.encode(modules, m -> Encoded.of(m.toAsn1())));
    }
  }

  /** The members of any of these communities. */
  record Communities(CommunityIdentifierList list) implements TargetIdentifier {
    private static final int TAG = 2;

    @Override
    public Encoded encode() {
      return Tag.implicit(TAG, list.encode());
    }
  }

  /** Every store that takes such messages from this signer. */
  record AllModules() implements TargetIdentifier {
    private static final int TAG = 3;

    private static AllModules decodeNull(Encoded value, String path) throws MalformedException {
      if (value.content().length != 0) {
        throw new MalformedException("a NULL with a value at " + path);
      }
      return new AllModules();
    }

    @Override
    public Encoded encode() {
      return Tag.implicit(TAG, Encoded.of(DERNull.INSTANCE));
    }
  }

  /** One store by its URI. */
  record Uri(String uri) implements TargetIdentifier {
    private static final int TAG = 4;

    public Uri {
      if (!StandardCharsets.US_ASCII.newEncoder().canEncode(uri)) {
        throw new IllegalArgumentException("a URI is of ASCII characters");
      }
    }

    private static Uri decodeText(Encoded value, String path) throws MalformedException {
      byte[] octets = value.content();
      for (byte octet : octets) {
        if (octet < 0) {
          throw new MalformedException("not an IA5String at " + path);
        }
      }
      return new Uri(new String(octets, StandardCharsets.US_ASCII));
    }

    @Override
    public Encoded encode() {
      return Tag.implicit(TAG, Encoded.of(new DERIA5String(uri)));
    }
  }

  /**
   * A name of another type; known or not, it is kept.
   *
   * @param value one whole element
   */
  record OtherName(ASN1ObjectIdentifier typeId, Encoded value) implements TargetIdentifier {
    private static final int TAG = 5;

    private static OtherName decodeName(Encoded name, String path) throws MalformedException {
      Fields fields = Fields.of(name, path);
      ASN1ObjectIdentifier type = Fields.identifier(fields.next("type-id"), fields.at("type-id"));
      Encoded tagged =
          fields.tagged(0).orElseThrow(() -> new MalformedException("missing value at " + path));
      fields.end();
      return new OtherName(type, AnchorFields.explicit(tagged, path + "/value"));
    }

    @Override
    public Encoded encode() {
      return Tag.implicit(TAG, Encoded.sequence(Encoded.of(typeId), Tag.explicit(0, value)));
    }
  }

  static TargetIdentifier decode(Encoded value, String path) throws MalformedException {
    return switch (Tag.number(value)) {
      case HwModules.TAG ->
          HwModules.decodeList(Tag.untagged(value, Encoded.SEQUENCE, path), path + "/hwModules");
      case Communities.TAG ->
          new Communities(
              CommunityIdentifierList.decode(
                  Tag.untagged(value, Encoded.SEQUENCE, path), path + "/communities"));
      case AllModules.TAG -> AllModules.decodeNull(value, path + "/allModules");
      case Uri.TAG -> Uri.decodeText(value, path + "/uri");
      case OtherName.TAG ->
          OtherName.decodeName(Tag.untagged(value, Encoded.SEQUENCE, path), path + "/otherName");
      default -> throw new MalformedException("unknown choice at " + path);
    };
  }

  Encoded encode();
}
