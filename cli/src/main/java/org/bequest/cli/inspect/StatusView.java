package org.bequest.cli.inspect;

import java.util.Optional;
import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.MalformedException;
import org.bequest.formats.cmc.status.OtherStatusInfo;
import org.bequest.formats.cmc.status.StatusInfo;

/** What became of a request: CMCStatusInfo and CMCStatusInfoV2 (RFC 5272 section 6.1). */
record StatusView(Inspection in) {
  Shown of(StatusInfo info) throws MalformedException {
    Optional<OtherStatusInfo> other = info.otherInfo();
    Shown.Builder fields =
        Shown.fields()
            .add(
                "cMCStatus",
                Shown.number(info.status().code())
                    .brief(info.status().code() + " (" + word(info.status()) + ")"))
            .add("bodyList", ControlView.references(info.bodyList()))
            .add("statusString", info.statusString().map(Shown::text));
    if (other.isPresent()) {
      fields.add("otherInfo", other(other.get()));
    }
    return fields.shown();
  }

  private Shown other(OtherStatusInfo other) throws MalformedException {
    return switch (other) {
      case OtherStatusInfo.FailInfo fail ->
          Shown.fields()
              .add(
                  "failInfo",
                  Shown.number(fail.code())
                      .brief(fail.code() + fail.known().map(k -> " (" + word(k) + ")").orElse("")))
              .shown();
      case OtherStatusInfo.PendInfo pend ->
          Shown.fields()
              .add(
                  "pendInfo",
                  Shown.fields()
                      .add("pendToken", pend.token().bytes())
                      .add("pendTime", Shown.time(pend.time()))
                      .shown())
              .shown();
      case OtherStatusInfo.ExtendedFailInfo extended ->
          Shown.fields()
              .add(
                  "extendedFailInfo",
                  Shown.fields()
                      .add("failInfoOID", in.oid(extended.type()))
                      .add("failInfoValue", in.any(extended.value().value()))
                      .shown())
              .shown();
    };
  }

  /** {@code BAD_MESSAGE_CHECK} is {@code badMessageCheck}. */
  private static String word(Enum<?> value) {
    StringBuilder word = new StringBuilder();
    boolean upper = false;
    for (char c : value.name().toCharArray()) {
      if (c != '_') {
        word.append(upper ? c : Character.toLowerCase(c));
      }
      upper = c == '_';
    }
    return word.toString().replace("internalCaError", "internalCAError");
  }
}
