package org.bequest.formats.cms;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bequest.formats.wire.MediaType;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;

/**
 * What an {@code application/cms} says about its body (RFC 7193). Only a hint: whoever reads a body
 * goes by its octets.
 *
 * @param encapsulatingContent the layers, outermost first
 * @param innerContent the leaf, or the leaves of a collection; empty when that is not said
 */
public record CmsMediaType(List<String> encapsulatingContent, List<String> innerContent) {

  private static final String ENCAPSULATING = "encapsulatingContent";
  private static final String INNER = "innerContent";
  private static final String SEPARATOR = ", ";

  /** By the types' own definitions: the registry prints wrong object identifiers for four. */
  private static final Map<ASN1ObjectIdentifier, String> LAYERS =
      Map.ofEntries(
          Map.entry(CmsOids.SIGNED_DATA, "signedData"),
          Map.entry(CmsOids.ENVELOPED_DATA, "envelopedData"),
          Map.entry(CmsOids.DIGESTED_DATA, "digestData"),
          Map.entry(CmsOids.ENCRYPTED_DATA, "encryptedData"),
          Map.entry(CmsOids.CONTENT_INFO, "contentInfo"),
          Map.entry(CmsOids.AUTH_DATA, "authData"),
          Map.entry(CmsOids.COMPRESSED_DATA, "compressedData"),
          Map.entry(CmsOids.CONTENT_COLLECTION, "contentCollection"),
          Map.entry(CmsOids.CONTENT_WITH_ATTRS, "contentWithAttrs"),
          Map.entry(CmsOids.AUTH_ENVELOPED_DATA, "authEnvelopedData"),
          Map.entry(CmsOids.ENCRYPTED_KEY_PACKAGE, "encryptedKeyPkg"));

  private static final Map<ASN1ObjectIdentifier, String> LEAVES =
      Map.ofEntries(
          Map.entry(CmsOids.FIRMWARE_PACKAGE, "firmwarePackage"),
          Map.entry(CmsOids.FIRMWARE_PACKAGE_LOAD_RECEIPT, "firmwareLoadReceipt"),
          Map.entry(CmsOids.FIRMWARE_PACKAGE_LOAD_ERROR, "firmwareLoadError"),
          Map.entry(CmsOids.ASYMMETRIC_KEY_PACKAGE, "aKeyPackage"),
          Map.entry(CmsOids.SYMMETRIC_KEY_PACKAGE, "sKeyPackage"),
          Map.entry(CmsOids.TRUST_ANCHOR_LIST, "trustAnchorList"),
          Map.entry(CmsOids.KEY_PACKAGE_RECEIPT, "keyPackageReceipt"),
          Map.entry(CmsOids.KEY_PACKAGE_ERROR, "keyPackageError"),
          Map.entry(CmsOids.TAMP.branch("1"), "TAMP-statusQuery"),
          Map.entry(CmsOids.TAMP.branch("2"), "TAMP-statusResponse"),
          Map.entry(CmsOids.TAMP.branch("3"), "TAMP-update"),
          Map.entry(CmsOids.TAMP.branch("4"), "TAMP-updateConfirm"),
          Map.entry(CmsOids.TAMP.branch("5"), "TAMP-apexUpdate"),
          Map.entry(CmsOids.TAMP.branch("6"), "TAMP-apexUpdateConfirm"),
          Map.entry(CmsOids.TAMP.branch("7"), "TAMP-communityUpdate"),
          Map.entry(CmsOids.TAMP.branch("8"), "TAMP-communityUpdateConfirm"),
          Map.entry(CmsOids.TAMP.branch("9"), "TAMP-error"),
          Map.entry(CmsOids.TAMP.branch("10"), "TAMP-seqNumAdjust"),
          Map.entry(CmsOids.TAMP.branch("11"), "TAMP-seqNumAdjustConfirm"));

  public CmsMediaType {
    encapsulatingContent = List.copyOf(encapsulatingContent);
    innerContent = List.copyOf(innerContent);
  }

  /**
   * Of a body with these layers, outermost first, and this leaf. Types without a name in the
   * registry are left out.
   */
  public static CmsMediaType of(List<ASN1ObjectIdentifier> layers, ASN1ObjectIdentifier leaf) {
    return of(layers, List.of(leaf));
  }

  /** The same of a body that holds several (RFC 4073); each kind of leaf is named once. */
  public static CmsMediaType of(
      List<ASN1ObjectIdentifier> layers, Collection<ASN1ObjectIdentifier> leaves) {
    return new CmsMediaType(
        names(LAYERS, layers).toList(), names(LEAVES, leaves).distinct().toList());
  }

  private static Stream<String> names(
      Map<ASN1ObjectIdentifier, String> registry, Collection<ASN1ObjectIdentifier> types) {
    return types.stream().flatMap(type -> Optional.ofNullable(registry.get(type)).stream());
  }

  /** The parameters, in any form that somebody may have written them. */
  public static CmsMediaType decode(MediaType type) {
    return new CmsMediaType(
        values(type, "encapsulatingcontent").toList(), values(type, "innercontent").toList());
  }

  private static Stream<String> values(MediaType type, String parameter) {
    return type.parameter(parameter).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .filter(name -> !name.isEmpty());
  }

  /** The layers alone, where it is nobody's business what they hold. */
  public CmsMediaType withoutInnerContent() {
    return new CmsMediaType(encapsulatingContent, List.of());
  }

  /** As a header that we send: with those parameters for which there is a value. */
  public MediaType encode() {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (!encapsulatingContent.isEmpty()) {
      parameters.put(ENCAPSULATING, String.join(SEPARATOR, encapsulatingContent));
    }
    if (!innerContent.isEmpty()) {
      parameters.put(INNER, String.join(SEPARATOR, innerContent));
    }
    return new MediaType("application", "cms", parameters);
  }

  /**
   * Whether this header can be that of a body. What it leaves out agrees with anything; the order
   * of several names is not defined, so it does not matter.
   */
  public boolean agreesWith(CmsMediaType body) {
    return agree(encapsulatingContent, body.encapsulatingContent)
        && agree(innerContent, body.innerContent);
  }

  private static boolean agree(List<String> said, List<String> found) {
    return said.isEmpty() || sorted(said).equals(sorted(found));
  }

  private static List<String> sorted(List<String> names) {
    return names.stream().sorted().toList();
  }
}
