package org.bequest.ca.hierarchy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.bequest.ca.signer.CaKeyException;
import org.bequest.crypto.ProofOfPossession;
import org.bequest.crypto.ProvenCsr;
import org.bequest.crypto.Signer;
import org.bequest.formats.pkix.Csr;
import org.bequest.formats.pkix.CsrBuilder;
import org.bequest.formats.pkix.SubjectNames;
import org.bequest.formats.pkix.UnsignedCsr;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.util.IPAddress;

/** Requests that the service makes for keys of its own, proven like any other. */
final class OwnRequest {
  private OwnRequest() {}

  static ProvenCsr proven(SubjectNames names, Signer signer) {
    UnsignedCsr unsigned = new CsrBuilder(names, signer.publicKey()).build();
    return proven(unsigned.signed(signer.algorithm(), signer.sign(unsigned.toBeSigned())));
  }

  static ProvenCsr proven(Csr csr) {
    return switch (new ProofOfPossession().verify(csr)) {
      case ProofOfPossession.Result.Proven proven -> proven.csr();
      case ProofOfPossession.Result.Unproven unproven ->
          throw new IllegalStateException("own request: " + unproven.detail());
    };
  }

  static SubjectNames commonName(String name) {
    return service(name, List.of(), List.of());
  }

  /** A common name and, when there are any, an organisational unit and hosts beside it. */
  static SubjectNames service(String commonName, List<String> units, List<String> hosts) {
    try {
      X500NameBuilder subject = new X500NameBuilder(BCStyle.INSTANCE);
      units.forEach(unit -> subject.addRDN(BCStyle.OU, unit));
      subject.addRDN(BCStyle.CN, commonName);
      List<GeneralName> alternatives = hosts.stream().map(OwnRequest::host).toList();
      return new SubjectNames(subject.build(), alternatives);
    } catch (IllegalArgumentException e) {
      throw new CaKeyException("no certificate can name this: " + e.getMessage(), e);
    }
  }

  /** The grant that allows exactly these names. */
  static List<String> grant(SubjectNames names) {
    List<String> rules = new ArrayList<>();
    for (RDN rdn : names.subject().getRDNs()) {
      for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
        rules.add(attribute.getType().getId() + "=" + attribute.getValue());
      }
    }
    for (GeneralName name : names.alternatives()) {
      rules.add(
          name.getName() instanceof ASN1OctetString address
              ? "ip:" + text(address.getOctets())
              : "dns:" + name.getName());
    }
    return rules;
  }

  private static GeneralName host(String host) {
    int tag = IPAddress.isValid(host) ? GeneralName.iPAddress : GeneralName.dNSName;
    return new GeneralName(tag, host);
  }

  private static String text(byte[] address) {
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not 4 or 16 octets", e);
    }
  }
}
