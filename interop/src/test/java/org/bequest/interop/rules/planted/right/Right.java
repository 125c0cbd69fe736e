package org.bequest.interop.rules.planted.right;

import org.bequest.interop.rules.planted.left.Left;

/** The other half. */
public interface Right {
  Left left();
}
