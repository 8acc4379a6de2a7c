/** What the pages of orders are made of. */
@org.jspecify.annotations.NullMarked
package io.daybook.console.order;
