package org.bequest.interop.rules.planted.left;

import org.bequest.interop.rules.planted.right.Right;

/** Half of the cycle that ArchitectureTest plants. */
public record Left(Right right) {}
