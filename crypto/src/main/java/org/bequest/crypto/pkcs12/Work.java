package org.bequest.crypto.pkcs12;

import java.math.BigInteger;
import org.bequest.formats.MalformedException;
import org.bouncycastle.asn1.misc.ScryptParams;

/** What one file has cost so far: asked before each derivation (security rule S-35). */
final class Work {
  private final Pkcs12Limits limits;
  private long iterations;

  Work(Pkcs12Limits limits) {
    this.limits = limits;
  }

  /** The count, when it may be done beside all that was done before. */
  int iterations(BigInteger count) throws MalformedException {
    if (count.signum() <= 0) {
      throw new MalformedException("a derivation without iterations");
    }
    if (count.bitLength() > 31 || iterations + count.intValueExact() > limits.iterations()) {
      throw new MalformedException(
          "the file asks for more than " + limits.iterations() + " iterations");
    }
    iterations += count.intValueExact();
    return count.intValueExact();
  }

  /** 128 N r octets, p times over (RFC 7914 section 6); paid for like so many iterations. */
  void scrypt(ScryptParams asked) throws MalformedException {
    BigInteger n = asked.getCostParameter();
    BigInteger r = asked.getBlockSize();
    BigInteger p = asked.getParallelizationParameter();
    BigInteger memory = n.multiply(r).shiftLeft(7);
    BigInteger blocks = n.multiply(r).multiply(p);
    if (n.signum() <= 0 || r.signum() <= 0 || p.signum() <= 0) {
      throw new MalformedException("scrypt parameters that are not positive");
    }
    if (memory.bitLength() > 62 || memory.longValueExact() > limits.scryptOctets()) {
      throw new MalformedException(
          "the file asks for more than " + limits.scryptOctets() + " octets for scrypt");
    }
    iterations(blocks);
  }
}
