package org.bequest.server.endpoint.cmc;

import org.bequest.formats.cmc.TaggedAttribute;

/** The controls that have something to do in one phase, in their order. */
record Acts(Meaning.Phase phase) implements Step {
  @Override
  public boolean take(CmcMessage message) {
    for (TaggedAttribute control : message.tagged()) {
      if (Meanings.of(control) instanceof Meaning.Does(var when, var act) && when == phase) {
        act.on(message, control);
      }
    }
    return !message.hasEnded();
  }
}
