package org.bequest.cli.device;

import java.util.ArrayList;
import java.util.List;
import org.bequest.cli.terminal.CommandFailure;
import org.bequest.cli.terminal.ExitCode;
import org.bequest.formats.MalformedException;
import org.bequest.formats.pkix.NameText;
import org.bequest.formats.pkix.SubjectNames;
import org.bouncycastle.asn1.x509.GeneralName;
import picocli.CommandLine.Option;

/** What the certificate is to name. The server decides; this is the wish. */
final class NameOptions {
  @Option(
      names = "--subject",
      defaultValue = "",
      paramLabel = "DN",
      description = "Distinguished name as in RFC 4514, such as CN=device-7,O=Example.")
  private String subject;

  @Option(names = "--dns", paramLabel = "NAME", description = "DNS name; may be repeated.")
  private List<String> dns = List.of();

  @Option(names = "--ip", paramLabel = "ADDRESS", description = "IP address; may be repeated.")
  private List<String> addresses = List.of();

  @Option(names = "--email", paramLabel = "ADDRESS", description = "E-mail address; repeatable.")
  private List<String> emails = List.of();

  @Option(names = "--uri", paramLabel = "URI", description = "URI; may be repeated.")
  private List<String> uris = List.of();

  SubjectNames names() {
    try {
      var alternatives = new ArrayList<GeneralName>();
      dns.forEach(n -> alternatives.add(new GeneralName(GeneralName.dNSName, n)));
      addresses.forEach(a -> alternatives.add(new GeneralName(GeneralName.iPAddress, a)));
      emails.forEach(e -> alternatives.add(new GeneralName(GeneralName.rfc822Name, e)));
      uris.forEach(
          u -> alternatives.add(new GeneralName(GeneralName.uniformResourceIdentifier, u)));
      return new SubjectNames(NameText.parse(subject), alternatives);
    } catch (IllegalArgumentException | MalformedException e) {
      throw new CommandFailure(ExitCode.USAGE, "not a name: " + e.getMessage());
    }
  }

  boolean isEmpty() {
    return subject.isEmpty()
        && dns.isEmpty()
        && addresses.isEmpty()
        && emails.isEmpty()
        && uris.isEmpty();
  }
}
