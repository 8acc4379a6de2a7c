/** Subscribers, without a database. */
package io.daybook.query.live;
