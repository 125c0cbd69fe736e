package org.bequest.formats.firmware;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Der;
import org.bequest.formats.cms.Attributes;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.Attribute;

/** All that is signed with a package, in the order received; each type once. */
public record FirmwareAttributes(List<FirmwareAttribute> all) {
  /**
   * @throws IllegalArgumentException when a type comes twice
   */
  public FirmwareAttributes {
    all = List.copyOf(all);
    Set<ASN1ObjectIdentifier> types = new HashSet<>();
    if (!all.stream().allMatch(a -> types.add(a.type()))) {
      throw new IllegalArgumentException("an attribute of one type twice");
    }
  }

  public static FirmwareAttributes of(FirmwareAttribute... attributes) {
    return new FirmwareAttributes(List.of(attributes));
  }

  /** These and one more. */
  public FirmwareAttributes and(FirmwareAttribute attribute) {
    List<FirmwareAttribute> more = new ArrayList<>(all);
    more.add(attribute);
    return new FirmwareAttributes(more);
  }

  /**
   * @throws MalformedException also for values that are not DER, for a type that comes twice, and
   *     for one of RFC 4108 without exactly one value
   */
  public static FirmwareAttributes decode(Attributes signed) throws MalformedException {
    List<FirmwareAttribute> all = new ArrayList<>();
    Set<ASN1ObjectIdentifier> types = new HashSet<>();
    for (Attribute attribute : signed.attributes()) {
      if (!types.add(attribute.getAttrType())) {
        throw new MalformedException("one type twice at /signedAttrs: " + attribute.getAttrType());
      }
      checkDer(attribute);
      all.add(FirmwareAttribute.decode(attribute));
    }
    return new FirmwareAttributes(all);
  }

  /** None of these types has a DEFAULT, so that the values show by themselves what is not DER. */
  private static void checkDer(Attribute attribute) throws MalformedException {
    ASN1Set values = attribute.getAttrValues();
    try {
      if (Arrays.equals(values.getEncoded(), Der.of(values))) {
        return;
      }
    } catch (IOException e) {
      throw new MalformedException("no values at /signedAttrs/" + attribute.getAttrType(), e);
    }
    throw new MalformedException("not DER at /signedAttrs/" + attribute.getAttrType());
  }

  /** The first of a kind. */
  public <T extends FirmwareAttribute> Optional<T> find(Class<T> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).findFirst();
  }

  public List<Attribute> toAttributes() {
    return all.stream().map(FirmwareAttribute::toAttribute).toList();
  }
}
