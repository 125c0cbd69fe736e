package org.bequest.crypto.path;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.Names;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;

/**
 * A part of the space of names: one base of name constraints, or a single name (RFC 5280 section
 * 4.2.1.10). Two of one form are nested or have nothing in common.
 */
public sealed interface Subtree {
  /** As it stood in the extension. */
  GeneralName base();

  /** Whether everything in the other one is in this one too. */
  boolean contains(Subtree other);

  /** The number of the alternative of GeneralName. */
  default int form() {
    return base().getTagNo();
  }

  /** Names below a name. */
  record Directory(GeneralName base, List<List<String>> rdns) implements Subtree {
    @Override
    public boolean contains(Subtree other) {
      return other instanceof Directory that
          && that.rdns.size() >= rdns.size()
          && that.rdns.subList(0, rdns.size()).equals(rdns);
    }
  }

  /** Hosts, or whatever is at them: mailboxes, resources. */
  record Hosts(GeneralName base, String host, Reach reach) implements Subtree {
    @Override
    public boolean contains(Subtree other) {
      return switch (other) {
        case Hosts that -> form() == that.form() && contains(that.host, that.reach);
        case Mailbox that -> form() == that.form() && contains(that.host, Reach.ITSELF);
        default -> false;
      };
    }

    private boolean contains(String other, Reach far) {
      boolean below = host.isEmpty() || other.endsWith("." + host);
      return switch (reach) {
        case ITSELF -> far == Reach.ITSELF && other.equals(host);
        case BELOW -> below || (far == Reach.BELOW && other.equals(host));
        case BOTH -> below || other.equals(host);
      };
    }
  }

  /** One mailbox; only its host may be written in either case. */
  record Mailbox(GeneralName base, String local, String host) implements Subtree {
    @Override
    public boolean contains(Subtree other) {
      return other instanceof Mailbox that && that.local.equals(local) && that.host.equals(host);
    }
  }

  /** The addresses that begin with so many bits of this one. */
  record Addresses(GeneralName base, List<Boolean> bits, int length) implements Subtree {
    @Override
    public boolean contains(Subtree other) {
      return other instanceof Addresses that
          && that.length == length
          && that.bits.size() >= bits.size()
          && that.bits.subList(0, bits.size()).equals(bits);
    }
  }

  /** Of a form that is not understood here, so that nobody can say what it contains. */
  record Opaque(GeneralName base) implements Subtree {
    @Override
    public boolean contains(Subtree other) {
      return false;
    }
  }

  /** Which hosts a name of a host stands for. */
  enum Reach {
    ITSELF,
    BELOW,
    BOTH
  }

  /**
   * A base of name constraints.
   *
   * @throws MalformedException for distances other than the default, which RFC 5280 does not use
   */
  static Subtree of(GeneralSubtree subtree) throws MalformedException {
    if (subtree.getMinimum().signum() != 0 || subtree.getMaximum() != null) {
      throw new MalformedException("name constraints with a distance");
    }
    GeneralName base = Names.general(subtree.getBase(), "/base");
    return switch (base.getTagNo()) {
      case GeneralName.directoryName -> directory(base);
      case GeneralName.dNSName -> hosts(base, text(base), Reach.BOTH);
      case GeneralName.uniformResourceIdentifier -> hosts(base, text(base), Reach.ITSELF);
      case GeneralName.rfc822Name ->
          text(base).indexOf('@') < 0 ? hosts(base, text(base), Reach.ITSELF) : mailbox(base);
      case GeneralName.iPAddress -> network(base);
      default -> new Opaque(base);
    };
  }

  /** A name of a certificate; empty when no constraint of its form can be applied to it. */
  static Optional<Subtree> of(GeneralName name) throws MalformedException {
    return switch (name.getTagNo()) {
      case GeneralName.directoryName -> Optional.of(directory(name));
      case GeneralName.dNSName -> Optional.of(new Hosts(name, text(name), Reach.ITSELF));
      case GeneralName.uniformResourceIdentifier ->
          authority(text(name)).map(host -> new Hosts(name, host, Reach.ITSELF));
      case GeneralName.rfc822Name ->
          text(name).indexOf('@') < 0 ? Optional.empty() : Optional.of(mailbox(name));
      case GeneralName.iPAddress -> Optional.of(address(name));
      default -> Optional.empty();
    };
  }

  private static Directory directory(GeneralName name) {
    return new Directory(name, Names.canonical(X500Name.getInstance(name.getName())));
  }

  /** A dot at the front means at least one label more; nothing at all means every host. */
  private static Hosts hosts(GeneralName base, String text, Reach reach) {
    if (text.isEmpty()) {
      return new Hosts(base, text, Reach.BOTH);
    }
    return text.startsWith(".")
        ? new Hosts(base, text.substring(1), Reach.BELOW)
        : new Hosts(base, text, reach);
  }

  private static Mailbox mailbox(GeneralName name) {
    String address = ((ASN1String) name.getName()).getString();
    int at = address.lastIndexOf('@');
    return new Mailbox(
        name, address.substring(0, at), address.substring(at + 1).toLowerCase(Locale.ROOT));
  }

  private static Addresses network(GeneralName base) throws MalformedException {
    byte[] octets = octets(base);
    int length = octets.length / 2;
    if (octets.length != 8 && octets.length != 32) {
      throw new MalformedException("no network of addresses in name constraints");
    }
    List<Boolean> mask = Bits.of(Arrays.copyOfRange(octets, length, octets.length));
    int ones = Bits.leadingOnes(mask);
    if (mask.subList(ones, mask.size()).contains(true)) {
      throw new MalformedException("a mask of addresses with a gap in name constraints");
    }
    return new Addresses(base, Bits.of(Arrays.copyOf(octets, length)).subList(0, ones), length);
  }

  private static Addresses address(GeneralName name) throws MalformedException {
    byte[] octets = octets(name);
    if (octets.length != 4 && octets.length != 16) {
      throw new MalformedException("no address");
    }
    return new Addresses(name, Bits.of(octets), octets.length);
  }

  private static byte[] octets(GeneralName name) {
    return ASN1OctetString.getInstance(name.getName()).getOctets();
  }

  /** The host of a URI, when it has one that is a name (RFC 5280 section 4.2.1.10). */
  private static Optional<String> authority(String uri) {
    try {
      String host = URI.create(uri).getHost();
      boolean isName = host != null && host.chars().anyMatch(Character::isLetter);
      return isName && !host.startsWith("[") ? Optional.of(host) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static String text(GeneralName name) {
    return ((ASN1String) name.getName()).getString().toLowerCase(Locale.ROOT);
  }
}
