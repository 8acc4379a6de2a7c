/**
 * Who did what, and because of what: the audit log, which is one row for every event, and the tree
 * of what followed from one request. What is in an event is read from the log. Look first at {@code
 * AuditQueries}.
 */
@NullMarked
package io.daybook.query.audit;

import org.jspecify.annotations.NullMarked;
