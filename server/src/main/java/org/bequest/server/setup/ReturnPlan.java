package org.bequest.server.setup;

import org.bequest.server.config.LabelSettings;
import org.bequest.server.label.KeyReturns;
import org.bequest.server.receipt.PackageBook;
import org.bequest.server.receipt.ReturnDesk;
import org.bequest.server.secret.ServiceSecrets;

/** From the settings of a label to what it hears of the keys that it has sent. */
final class ReturnPlan {
  private final PackageBook book;
  private final ServiceSecrets secrets;

  ReturnPlan(Deployment.Parts parts) {
    this.book = new PackageBook(parts.store().keyPackages(), parts.clock());
    this.secrets = parts.secrets();
  }

  /**
   * @param name as the configuration calls the label
   */
  KeyReturns of(String name, LabelSettings label, ClientAnchors anchors) {
    return label.keygen().offered()
        ? new KeyReturns(
            new KeyReturns.Known(
                book, new ReturnDesk(book, anchors.signers(name, label), secrets.messages())))
        : KeyReturns.NONE;
  }
}
