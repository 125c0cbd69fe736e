/** The configuration: one YAML file, bound to records that programs can make as well. */
@NullMarked
package org.bequest.server.config;

import org.jspecify.annotations.NullMarked;
