package org.bequest.formats.pal;

/**
 * What a list from outside may cost (security rules S-40 and S-50). Names, URIs and numbers have
 * bounds of their own.
 *
 * @param octets of the document
 * @param entries of the document, those behind type 0001 counted too
 */
public record PalLimits(int octets, int entries) {
  /** Some 16,000 entries as servers write them. */
  public static final PalLimits USUAL = new PalLimits(8 << 20, 1 << 14);

  public PalLimits {
    if (octets <= 0 || entries <= 0) {
      throw new IllegalArgumentException("limits are positive");
    }
  }
}
