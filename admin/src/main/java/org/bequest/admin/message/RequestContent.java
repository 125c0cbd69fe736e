package org.bequest.admin.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for, decoded from its CSR. Everything here is the device's claim.
 *
 * @param key kind of key: {@code p256}, or an object identifier
 * @param keySha256 of the SubjectPublicKeyInfo, lower-case hex
 * @param names subject alternative names, one each: {@code dns:a.example}
 * @param extensions asked for besides the names
 * @param attributes of the CSR
 * @param passwordId the one-time password that it came with, if it did
 * @param pem the CSR itself
 */
public record RequestContent(
    String key,
    String keySha256,
    List<String> names,
    List<String> extensions,
    List<String> attributes,
    @Nullable String passwordId,
    String pem) {
  public RequestContent {
    names = List.copyOf(names);
    extensions = List.copyOf(extensions);
    attributes = List.copyOf(attributes);
  }
}
