/** GraphQL, and what it costs. */
package io.daybook.app.query;
