package org.bequest.ca.local;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.bequest.ca.CertificateAuthority;
import org.bequest.ca.Decision;
import org.bequest.ca.EnrollmentRequest;
import org.bequest.ca.RevocationAuthority;
import org.bequest.ca.profile.Profile;
import org.bequest.store.CertificateRow;
import org.bouncycastle.cert.X509CertificateHolder;

/** The built-in authority: one issuing key under one profile. */
@SuppressWarnings("UnusedVariable")
public final class LocalCa implements CertificateAuthority, RevocationAuthority {
  private final IssuingAuthority authority;
  private final Profile profile;
  private final boolean linkingRequired;

  LocalCa(IssuingAuthority authority, Profile profile, boolean linkingRequired) {
    this.authority = authority;
    this.profile = profile;
    this.linkingRequired = linkingRequired;
  }

  @Override
  public Decision enroll(EnrollmentRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Decision reenroll(EnrollmentRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<X509CertificateHolder> caCertificates() {
    return authority.key().chain();
  }

  @Override
  public byte[] csrAttributes() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<CertificateRow> revoke(BigInteger serial, int reason, String actor) {
    return authority.revoke(serial, reason, actor);
  }

  @Override
  public byte[] publishCrl() {
    return authority.publishCrl();
  }

  @Override
  public List<byte[]> crls() {
    return authority.crls();
  }
}
