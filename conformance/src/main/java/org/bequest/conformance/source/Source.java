package org.bequest.conformance.source;

import java.net.URI;
import javax.tools.SimpleJavaFileObject;

/** A Java file to judge, by its path inside the project. */
final class Source extends SimpleJavaFileObject {

  private final String path;
  private final String text;
  private final Limits limits;

  Source(String path, String text, Limits limits) {
    super(URI.create("source:///" + path), Kind.SOURCE);
    this.path = path;
    this.text = text;
    this.limits = limits;
  }

  String path() {
    return path;
  }

  String text() {
    return text;
  }

  Limits limits() {
    return limits;
  }

  @Override
  public CharSequence getCharContent(boolean ignoreEncodingErrors) {
    return text;
  }
}
