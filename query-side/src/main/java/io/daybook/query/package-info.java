/**
 * Answers: GraphQL over the read tables, which are its only tie to the projections, and time travel
 * over the log itself. In here is what all queries share: paging, money, connections of their own,
 * and what a query may cost; the queries are in the packages below. Look first at {@code
 * daybook.graphqls} and at {@code catalog.ProductQueries}.
 */
@NullMarked
package io.daybook.query;

import org.jspecify.annotations.NullMarked;
