package org.bequest.server.endpoint.cmc;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bequest.formats.asn1.Encoded;
import org.bequest.formats.cmc.control.Control;
import org.bequest.formats.cmc.part.BodyPartId;
import org.bequest.formats.cmc.part.TaggedContentInfo;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;

/**
 * What an answer holds besides what became of each part, collected on the way. Used by one thread.
 */
public final class Reply {
  private final List<Control> controls = new ArrayList<>();
  private final List<TaggedContentInfo> contents = new ArrayList<>();
  private final Set<X509CertificateHolder> certificates = new LinkedHashSet<>();
  private final Set<X509CRLHolder> crls = new LinkedHashSet<>();

  /** A control of the answer; it makes it a full response. */
  public void control(Control control) {
    controls.add(control);
  }

  /**
   * A ContentInfo for the cmsSequence; it makes it a full response.
   *
   * @return its number there
   */
  public BodyPartId content(Encoded contentInfo) {
    BodyPartId number = new BodyPartId(contents.size() + 1L);
    contents.add(new TaggedContentInfo(number, contentInfo));
    return number;
  }

  /** For the certificates of the SignedData around the answer. */
  public void certificate(X509CertificateHolder certificate) {
    certificates.add(certificate);
  }

  /** For the crls of the SignedData around the answer. */
  public void crl(X509CRLHolder crl) {
    crls.add(crl);
  }

  List<Control> controls() {
    return List.copyOf(controls);
  }

  List<TaggedContentInfo> contents() {
    return List.copyOf(contents);
  }

  List<X509CertificateHolder> certificates() {
    return List.copyOf(certificates);
  }

  List<X509CRLHolder> crls() {
    return List.copyOf(crls);
  }
}
