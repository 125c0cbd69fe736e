package org.bequest.cli.inspect;

import java.util.ArrayList;
import java.util.List;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.asn1.Asn1;
import org.bequest.formats.cms.CmsOids;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;

/**
 * Packages of private keys.
 *
 * <pre>
 * AsymmetricKeyPackage ::= SEQUENCE SIZE (1..MAX) OF OneAsymmetricKey -- RFC 5958 section 2
 * </pre>
 */
final class AsymmetricKeyNoun implements Noun {
  @Override
  public List<Kind> contents() {
    return List.of(
        new Kind(CmsOids.ASYMMETRIC_KEY_PACKAGE, "AsymmetricKeyPackage", AsymmetricKeyNoun::read));
  }

  private static Shown read(byte[] encoded, Inspection in) throws MalformedException {
    ASN1Primitive value = Asn1.ber(encoded, Item.LIMITS);
    PrivateKeyView view = new PrivateKeyView(in);
    List<Shown> keys = new ArrayList<>();
    for (ASN1Encodable key :
        Asn1.typed(value, ASN1Sequence::getInstance, "/AsymmetricKeyPackage")) {
      keys.add(view.oneAsymmetricKey(key));
    }
    Shown shown = Shown.list(keys);
    return keys.size() == 1
        ? shown
        : shown.but("EST sends exactly one key (RFC 7030 4.4.2), and here are " + keys.size());
  }
}
