package org.bequest.conformance;

/** A test, of a module, that holds a clause. */
record Holding(String module, Verdict verdict) implements Comparable<Holding> {

  TestName test() {
    return TestName.of(verdict.test());
  }

  @Override
  public int compareTo(Holding other) {
    int byModule = module.compareTo(other.module);
    return byModule != 0 ? byModule : test().compareTo(other.test());
  }
}
