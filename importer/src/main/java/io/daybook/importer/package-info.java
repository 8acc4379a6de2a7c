/**
 * Drives: the importer of orders in the format of the Online Retail data set. It is a client of the
 * platform that uses nothing but its public API, so it meets what every other client meets; no
 * class of the platform is used in here. Look first at {@link io.daybook.importer.ImportCommand},
 * then at {@code ImportPlan}.
 */
@NullMarked
package io.daybook.importer;

import org.jspecify.annotations.NullMarked;
