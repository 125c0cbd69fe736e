package org.bequest.cli.inspect.tree;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bequest.cli.inspect.tree.Finding.Weight;
import org.bequest.formats.asn1.Octets;

/**
 * One value of an object as it is shown, with what was found about it. A tree of these is the whole
 * answer: {@link Outline} writes it for people, {@link JsonTree} for programs.
 *
 * <p>Never a secret: {@link #hidden} stands for one.
 */
public final class Shown {
  private final Value value;
  private final String brief;
  private final List<Finding> findings;

  private Shown(Value value, String brief, List<Finding> findings) {
    this.value = value;
    this.brief = brief;
    this.findings = List.copyOf(findings);
  }

  private static Shown of(Value value) {
    return new Shown(value, "", List.of());
  }

  /** A structure; end with {@link Builder#shown}. */
  public static Builder fields() {
    return new Builder();
  }

  public static Shown list(List<Shown> elements) {
    return of(new Value.Elements(elements));
  }

  /** Any text from anywhere: what would control a terminal is escaped when it is written. */
  public static Shown text(String text) {
    return of(new Value.Text(text));
  }

  public static Shown number(long number) {
    return number(BigInteger.valueOf(number));
  }

  public static Shown number(BigInteger number) {
    return of(new Value.Numeral(number));
  }

  public static Shown flag(boolean flag) {
    return of(new Value.Flag(flag));
  }

  /** Octets in hexadecimal: shortened for people, whole for programs within reason. */
  public static Shown octets(byte[] octets) {
    return of(new Value.Binary(Octets.of(octets)));
  }

  /** Octets that went by and were not kept, by their digest in hexadecimal. */
  public static Shown digested(long length, String sha256) {
    return of(new Value.Digested(length, sha256));
  }

  /**
   * @param name empty when it is not known
   */
  public static Shown identifier(String oid, String name) {
    return of(new Value.Identifier(oid, name));
  }

  public static Shown time(Instant time) {
    return of(new Value.Time(time));
  }

  /** A key of so many octets, which are not shown. */
  public static Shown hidden(int octets) {
    return of(new Value.Hidden(octets));
  }

  /** A password or another secret of which not even the length is shown. */
  public static Shown hidden() {
    return of(new Value.Hidden(-1));
  }

  /** The same, which people read as this one line; programs still get the parts. */
  public Shown brief(String line) {
    return new Shown(value, line, findings);
  }

  /** The same, which is not as the RFC wants it. */
  public Shown but(String deviation) {
    return with(new Finding(Weight.DEVIATION, deviation));
  }

  /** The same, which a signature or a MAC should protect and does not. */
  public Shown untrusted(String why) {
    return with(new Finding(Weight.UNTRUSTED, why));
  }

  public Shown unreadable(String why) {
    return with(new Finding(Weight.UNREADABLE, why));
  }

  private Shown with(Finding finding) {
    List<Finding> more = new ArrayList<>(findings);
    more.add(finding);
    return new Shown(value, brief, more);
  }

  Value value() {
    return value;
  }

  String brief() {
    return brief;
  }

  List<Finding> findings() {
    return findings;
  }

  /** Everything found in this tree, from the top to the bottom. */
  public List<Finding.Located> allFindings(String path) {
    List<Finding.Located> all = new ArrayList<>();
    findings.forEach(f -> all.add(new Finding.Located(path, f)));
    switch (value) {
      case Value.Fields fields ->
          fields.fields().forEach((name, s) -> all.addAll(s.allFindings(path + "/" + name)));
      case Value.Elements elements -> {
        for (int i = 0; i < elements.elements().size(); i++) {
          all.addAll(elements.elements().get(i).allFindings(path + "/" + i));
        }
      }
      case Value _ -> {}
    }
    return all;
  }

  /** Gathers the fields of a structure in the order of its grammar. */
  public static final class Builder {
    private final Map<String, Shown> fields = new LinkedHashMap<>();

    private Builder() {}

    /**
     * @param name as the RFC spells it
     */
    public Builder add(String name, Shown value) {
      if (fields.put(name, value) != null) {
        throw new IllegalArgumentException("two fields " + name);
      }
      return this;
    }

    public Builder add(String name, String text) {
      return add(name, text(text));
    }

    public Builder add(String name, long number) {
      return add(name, number(number));
    }

    public Builder add(String name, byte[] octets) {
      return add(name, octets(octets));
    }

    /** A field that may be absent. */
    public Builder add(String name, Optional<Shown> value) {
      value.ifPresent(v -> add(name, v));
      return this;
    }

    public Shown shown() {
      return of(new Value.Fields(fields));
    }
  }
}
