package org.bequest.conformance;

/** The parts of {@code org.bequest.server.RouterTest$Nested#method}. */
record TestName(String file, String method) implements Comparable<TestName> {

  static TestName of(String test) {
    int hash = test.indexOf('#');
    String type = hash < 0 ? test : test.substring(0, hash);
    String simple = type.substring(type.lastIndexOf('.') + 1);
    int nested = simple.indexOf('$');
    return new TestName(
        nested < 0 ? simple : simple.substring(0, nested),
        hash < 0 ? "" : test.substring(hash + 1));
  }

  /** What the test is about: the production type that its name begins with. */
  String subject() {
    return file.replaceFirst("(Interop|Contract|Damage|Vector|Race)?Test$", "");
  }

  @Override
  public int compareTo(TestName other) {
    int byFile = file.compareTo(other.file);
    return byFile != 0 ? byFile : method.compareTo(other.method);
  }
}
