package org.bequest.server.config;

import java.util.List;

/**
 * Somebody who may ask for others (RFC 7030 3.7): the holder of a certificate that this service
 * issued with id-kp-cmcRA, and that has everything which is given here.
 *
 * @param subject RFC 4514 text; empty for any
 * @param certificate SHA-256 of the certificate in hex; empty for any
 * @param key SHA-256 of its SubjectPublicKeyInfo in hex; empty for any
 * @param labels under which it acts
 * @param names what it may name others, one rule each
 */
public record RegistrationAuthoritySettings(
    String subject, String certificate, String key, List<String> labels, List<String> names) {
  public RegistrationAuthoritySettings {
    subject = subject == null ? "" : subject;
    certificate = certificate == null ? "" : certificate;
    key = key == null ? "" : key;
    labels = labels == null ? List.of() : List.copyOf(labels);
    names = names == null ? List.of() : List.copyOf(names);
  }
}
