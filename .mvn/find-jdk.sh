# Sourced by ./bequest and ./mvnw. Sets JAVA_HOME to a JDK of at least $BEQUEST_JDK, or ends with one sentence.
# Order: BEQUEST_JAVA_HOME, JAVA_HOME, /usr/lib/jvm/*, PATH.
BEQUEST_JDK=25

# The feature number of the JDK at $1, or nothing: a JRE, a missing folder and a broken JDK all count as no JDK.
jdk_feature() {
  [ -x "$1/bin/javac" ] || return 0
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
  else
    "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
  fi
}

find_jdk() {
  on_path=
  if command -v javac >/dev/null 2>&1; then
    on_path=$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")
  fi
  for home in "${BEQUEST_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* "$on_path"; do
    [ -n "$home" ] || continue
    feature=$(jdk_feature "$home")
    if [ -n "$feature" ] && [ "$feature" -ge "$BEQUEST_JDK" ]; then
      JAVA_HOME=$home
      export JAVA_HOME
      return 0
    fi
  done
  echo "bequest: needs a JDK $BEQUEST_JDK or newer: install one (for example Eclipse Temurin $BEQUEST_JDK, Debian package temurin-25-jdk or openjdk-25-jdk) or point BEQUEST_JAVA_HOME at it." >&2
  return 1
}
