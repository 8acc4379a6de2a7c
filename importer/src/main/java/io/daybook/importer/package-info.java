/**
 * The importer of orders in the format of the Online Retail data set: a client of the platform that
 * uses nothing but its public API, so that it tests what every other client meets.
 */
@NullMarked
package io.daybook.importer;

import org.jspecify.annotations.NullMarked;
