package org.bequest.cli.operator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bequest.admin.message.Decide;
import org.bequest.admin.message.RequestContent;
import org.bequest.admin.message.RequestDecision;
import org.bequest.admin.message.RequestLine;
import org.bequest.cli.terminal.OutputOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bequest request}: requests that wait for approval. */
@Command(
    name = "request",
    description = "Requests that wait for approval: list, show, approve, reject.",
    footer = {"", "  bequest request list --state waiting"},
    subcommands = {
      Request.Listing.class,
      Request.Show.class,
      Request.Approve.class,
      Request.Reject.class
    })
public final class Request {
  /** {@code bequest request list}. */
  @Command(
      name = "list",
      description = "Show the newest ones, the newest first.",
      footer = {
        "",
        "  bequest request list --state waiting --label plant7",
        "and the next page, after the last ticket of this one:",
        "  bequest request list --state waiting --after K7PX409QRSAB"
      })
  static final class Listing implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Option(
        names = "--state",
        defaultValue = "",
        description = "waiting, approved, rejected, asking, issued, failed or expired.")
    private String state;

    @Mixin private PageOptions page;

    @Override
    public void run() {
      var found = AdminContact.with(admin::client, c -> c.requests(page.filters(state)));
      output.terminal().list(found, Listing::line, Request::fields);
    }

    private static String line(RequestLine r) {
      return "%s  %-8s  %s  %s  %s  %s"
          .formatted(
              r.ticket(), r.state(), r.createdAt(), r.operation(), r.identity(), r.subject());
    }
  }

  /** {@code bequest request show}. */
  @Command(
      name = "show",
      description = "Show who asks for what, and the request itself.",
      footer = {"", "  bequest request show K7PX-409Q-RSAB"})
  static final class Show implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Parameters(paramLabel = "TICKET", description = "As the device was told it.")
    private String ticket;

    @Override
    public void run() {
      RequestLine found = AdminContact.with(admin::client, c -> c.request(ticket));
      output.terminal().result(text(found), fields(found));
    }
  }

  /** {@code bequest request approve}. */
  @Command(
      name = "approve",
      description = "Let the device have its certificate when it asks again.",
      footer = {"", "  bequest request approve K7PX409QRSAB --reason 'on the delivery list'"})
  static final class Approve implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Parameters(paramLabel = "TICKET", description = "As the device was told it.")
    private String ticket;

    @Option(names = "--reason", defaultValue = "", description = "For the audit log.")
    private String reason;

    @Override
    public void run() {
      RequestLine decided =
          AdminContact.with(admin::client, c -> c.approve(ticket, new Decide(reason)));
      output.terminal().result("approved: " + decided.subject(), fields(decided));
      output.terminal().note("the device has until " + decided.expiresAt() + " to fetch it");
    }
  }

  /** {@code bequest request reject}. */
  @Command(
      name = "reject",
      description = "Refuse a request. The device is told the reason.",
      footer = {"", "  bequest request reject K7PX409QRSAB --reason 'not on the delivery list'"})
  static final class Reject implements Runnable {
    @Mixin private AdminOptions admin;
    @Mixin private OutputOptions output;

    @Parameters(paramLabel = "TICKET", description = "As the device was told it.")
    private String ticket;

    @Option(
        names = "--reason",
        required = true,
        description = "One line for the device's owner and the audit log.")
    private String reason;

    @Override
    public void run() {
      RequestLine decided =
          AdminContact.with(admin::client, c -> c.reject(ticket, new Decide(reason)));
      output.terminal().result("rejected: " + decided.subject(), fields(decided));
    }
  }

  private static String text(RequestLine r) {
    StringBuilder text = new StringBuilder();
    fields(r)
        .forEach((key, value) -> {
          if (!key.equals("csr")) {
            text.append("%-12s %s%n".formatted(key, shown(value)));
          }
        });
    return text.append(r.content() == null ? "" : r.content().pem().strip()).toString();
  }

  private static String shown(Object value) {
    return value instanceof List<?> list
        ? String.join(", ", list.stream().map(Object::toString).toList())
        : value.toString();
  }

  private static Map<String, Object> fields(RequestLine r) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ticket", r.ticket());
    fields.put("state", r.state());
    fields.put("operation", r.operation());
    fields.put("label", r.label());
    fields.put("identity", r.identity());
    fields.put("subject", r.subject());
    fields.put("createdAt", r.createdAt().toString());
    fields.put("expiresAt", r.expiresAt().toString());
    RequestDecision decision = r.decision();
    if (decision != null) {
      fields.put("decidedBy", decision.by());
      fields.put("decidedAt", decision.at().toString());
      fields.put("reason", decision.reason());
    }
    if (r.outcome() != null) {
      fields.put("outcome", r.outcome());
    }
    RequestContent content = r.content();
    if (content != null) {
      put(fields, content);
    }
    return fields;
  }

  private static void put(Map<String, Object> fields, RequestContent content) {
    fields.put("key", content.key());
    fields.put("keySha256", content.keySha256());
    fields.put("names", content.names());
    fields.put("extensions", content.extensions());
    fields.put("attributes", content.attributes());
    if (content.passwordId() != null) {
      fields.put("passwordId", content.passwordId());
    }
    fields.put("csr", content.pem());
  }
}
