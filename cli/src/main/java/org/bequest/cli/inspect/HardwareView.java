package org.bequest.cli.inspect;

import org.bequest.cli.inspect.tree.Shown;
import org.bequest.formats.hardware.HardwareModuleName;
import org.bequest.formats.hardware.HardwareModules;
import org.bequest.formats.hardware.HardwareSerialEntry;

/** Which hardware is meant (RFC 4108 section 2.2.8). */
record HardwareView(Inspection in) {
  Shown modules(HardwareModules modules) {
    return Shown.fields()
        .add("hwType", in.oid(modules.type()))
        .add(
            "hwSerialEntries",
            Shown.list(modules.serials().stream().map(HardwareView::serials).toList()))
        .shown();
  }

  private static Shown serials(HardwareSerialEntry entry) {
    return switch (entry) {
      case HardwareSerialEntry.All _ -> choice("all", Shown.text("").brief("all"));
      case HardwareSerialEntry.Single single ->
          choice("single", Shown.octets(single.serialNumber().bytes()));
      case HardwareSerialEntry.Block block ->
          choice(
              "block",
              Shown.fields()
                  .add("low", block.low().bytes())
                  .add("high", block.high().bytes())
                  .shown());
    };
  }

  private static Shown choice(String choice, Shown value) {
    return Shown.fields().add(choice, value).shown();
  }

  /** The two fields where they stand among others. */
  Shown.Builder addTo(Shown.Builder fields, HardwareModuleName module) {
    return fields
        .add("hwType", in.oid(module.type()))
        .add("hwSerialNum", module.serialNumber().bytes());
  }
}
