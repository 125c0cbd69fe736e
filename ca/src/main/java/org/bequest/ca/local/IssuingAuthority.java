package org.bequest.ca.local;

import java.math.BigInteger;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.bequest.ca.RevocationAuthority;
import org.bequest.ca.profile.Profile;
import org.bequest.ca.signer.IssuingKey;
import org.bequest.store.CertificateRow;

/**
 * One issuing key with its store and its CRL. The profiles that share the key are made {@link
 * #under} it.
 */
@SuppressWarnings("UnusedVariable")
public final class IssuingAuthority implements RevocationAuthority {
  private final IssuingKey key;
  private final CaStores stores;
  private final CrlConfig crl;
  private final InstantSource clock;

  public IssuingAuthority(IssuingKey key, CaStores stores, CrlConfig crl, InstantSource clock) {
    this.key = key;
    this.stores = stores;
    this.crl = crl;
    this.clock = clock;
  }

  /**
   * The authority that a label points to.
   *
   * @param linkingRequired whether /csrattrs asks for the channel binding (RFC 7030 3.5)
   */
  public LocalCa under(Profile profile, boolean linkingRequired) {
    return new LocalCa(this, profile, linkingRequired);
  }

  public IssuingKey key() {
    return key;
  }

  @Override
  public Optional<CertificateRow> revoke(BigInteger serial, int reason, String actor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] publishCrl() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<byte[]> crls() {
    throw new UnsupportedOperationException();
  }
}
