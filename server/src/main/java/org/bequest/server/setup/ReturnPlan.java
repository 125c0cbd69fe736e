package org.bequest.server.setup;

import org.bequest.server.config.LabelSettings;
import org.bequest.server.label.KeyReturns;
import org.bequest.server.receipt.PackageBook;

/** From the settings of a label to what it hears of the keys that it has sent. */
final class ReturnPlan {
  private final PackageBook book;

  ReturnPlan(Deployment.Parts parts) {
    this.book = new PackageBook(parts.store().keyPackages(), parts.clock());
  }

  /**
   * @param name as the configuration calls the label
   */
  KeyReturns of(String name, LabelSettings label, ClientAnchors anchors) {
    return label.keygen().offered()
        ? new KeyReturns(new KeyReturns.Known(book, anchors.signers(name, label)))
        : KeyReturns.NONE;
  }
}
