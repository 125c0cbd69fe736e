package org.bequest.server.config;

import org.bequest.server.label.KeyGeneration.PackageChoice;
import org.bequest.server.label.KeyGeneration.PackageType;
import org.bequest.server.label.KeyGeneration.Pkcs12Mac;
import org.bequest.server.label.KeyGeneration.Transport;

/**
 * Whether and how a label makes keys for its clients (RFC 7030 4.4, RFC 8295 8).
 *
 * @param key kind of key for requests that name none in an attribute; empty for the kind that their
 *     own key is of
 * @param protection whether a key may leave in the clear beneath TLS
 * @param transport how strong the cipher of the connection must be
 * @param packaging around keys that are encrypted to a key of the device
 * @param choice within an encrypted key package (RFC 6032)
 * @param signedOutside whether packages are signed outside of their encryption too
 * @param bare whether a package of RFC 8295 goes out alone, with the certificate inside
 * @param receipt whether packages ask for a receipt (RFC 7191)
 * @param pkcs12 who gets PKCS#12
 * @param pkcs12Mac what keeps it whole
 * @param archive whether each is kept for its recovery
 */
public record KeygenSettings(
    Boolean offered,
    String key,
    Protection protection,
    Transport transport,
    PackageType packaging,
    PackageChoice choice,
    Boolean signedOutside,
    Boolean bare,
    Boolean receipt,
    Pkcs12 pkcs12,
    Pkcs12Mac pkcs12Mac,
    Boolean archive) {
  public static final KeygenSettings DEFAULT =
      new KeygenSettings(
          false,
          "",
          Protection.OPTIONAL,
          Transport.STRONG,
          PackageType.ENVELOPED_DATA,
          PackageChoice.ENVELOPED,
          false,
          false,
          false,
          Pkcs12.ON_REQUEST,
          Pkcs12Mac.SHA256,
          false);

  public KeygenSettings {
    offered = offered == null ? DEFAULT.offered : offered;
    key = key == null ? DEFAULT.key : key;
    protection = protection == null ? DEFAULT.protection : protection;
    transport = transport == null ? DEFAULT.transport : transport;
    packaging = packaging == null ? DEFAULT.packaging : packaging;
    choice = choice == null ? DEFAULT.choice : choice;
    signedOutside = signedOutside == null ? DEFAULT.signedOutside : signedOutside;
    bare = bare == null ? DEFAULT.bare : bare;
    receipt = receipt == null ? DEFAULT.receipt : receipt;
    pkcs12 = pkcs12 == null ? DEFAULT.pkcs12 : pkcs12;
    pkcs12Mac = pkcs12Mac == null ? DEFAULT.pkcs12Mac : pkcs12Mac;
    archive = archive == null ? DEFAULT.archive : archive;
  }

  /** Whether a key may leave in the clear beneath TLS. */
  public enum Protection {
    OPTIONAL,
    REQUIRED
  }

  /** Who gets PKCS#12: whoever says {@code Accept: application/pkcs12}, or everybody. */
  public enum Pkcs12 {
    ON_REQUEST,
    ALWAYS
  }
}
