/**
 * Answers: GraphQL over the read tables, which are its only tie to the projections, and time travel
 * over the log itself.
 */
@NullMarked
package io.daybook.query;

import org.jspecify.annotations.NullMarked;
