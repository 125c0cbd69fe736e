package org.bequest.ca.profile;

import java.util.List;

/** A kind of certificate, checked: only {@link #check} makes one. */
public final class Profile {
  /** A profile, or everything that is wrong with it. */
  public sealed interface Checked {
    record Valid(Profile profile) implements Checked {}

    record Invalid(List<Problem> problems) implements Checked {
      public Invalid {
        problems = List.copyOf(problems);
      }
    }
  }

  private final String name;
  private final ProfileConfig config;

  private Profile(String name, ProfileConfig config) {
    this.name = name;
    this.config = config;
  }

  /**
   * @param name as labels refer to it; stored with every certificate
   */
  public static Checked check(String name, ProfileConfig config) {
    return new Checked.Valid(new Profile(name, config));
  }

  /**
   * A profile that a program, not a person, wrote.
   *
   * @throws IllegalArgumentException with every problem, one a line
   */
  public static Profile of(String name, ProfileConfig config) {
    return switch (check(name, config)) {
      case Checked.Valid valid -> valid.profile();
      case Checked.Invalid invalid ->
          throw new IllegalArgumentException(name + ": " + invalid.problems());
    };
  }

  public String name() {
    return name;
  }

  public ProfileConfig config() {
    return config;
  }
}
