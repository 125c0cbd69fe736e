package org.bequest.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.bequest.crypto.secret.Secret;

/** Where a secret is; never the secret itself. */
public sealed interface SecretReference {
  /** The first line of a file. */
  record InFile(Path file) implements SecretReference {
    @Override
    public String toString() {
      return "file:" + file;
    }
  }

  /** An environment variable. */
  record InEnvironment(String variable) implements SecretReference {
    @Override
    public String toString() {
      return "env:" + variable;
    }
  }

  /** A credential that systemd hands over: the file of this name in $CREDENTIALS_DIRECTORY. */
  record Credential(String name) implements SecretReference {
    private static final String DIRECTORY = "CREDENTIALS_DIRECTORY";

    @Override
    public String toString() {
      return "credential:" + name;
    }
  }

  /** Nowhere: it is not configured. */
  record None() implements SecretReference {
    @Override
    public String toString() {
      return "none";
    }
  }

  /**
   * @throws IOException with one sentence, in which the secret does not stand
   */
  default Secret resolve(Map<String, String> environment) throws IOException {
    return switch (this) {
      case InFile(Path file) -> firstLine(file);
      case InEnvironment(String variable) ->
          nonEmpty(Secret.of(environment.getOrDefault(variable, "")));
      case Credential(String name) -> {
        String directory = environment.get(Credential.DIRECTORY);
        if (directory == null) {
          throw new IOException(this + " needs $" + Credential.DIRECTORY + ", which is not set");
        }
        yield firstLine(Path.of(directory).resolve(name));
      }
      case None _ -> throw new IOException("it is not configured");
    };
  }

  private Secret firstLine(Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException(this + " cannot be read: no such file, or no permission");
    }
    byte[] octets = Files.readAllBytes(file);
    try {
      int end = 0;
      while (end < octets.length && octets[end] != '\n' && octets[end] != '\r') {
        end++;
      }
      return nonEmpty(Secret.of(Arrays.copyOf(octets, end)));
    } finally {
      Arrays.fill(octets, (byte) 0);
    }
  }

  private Secret nonEmpty(Secret secret) throws IOException {
    if (secret.isEmpty()) {
      throw new IOException(this + " is empty");
    }
    return secret;
  }
}
