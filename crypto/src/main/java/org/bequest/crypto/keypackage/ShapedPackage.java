package org.bequest.crypto.keypackage;

import org.bequest.formats.cms.Content;
import org.bequest.formats.wire.MediaType;

/**
 * A key package as it goes on its way.
 *
 * @param type with the parameters that tell its layers, where it has any (RFC 7193)
 */
public record ShapedPackage(KeyPackageShape shape, Content message, MediaType type) {}
