/**
 * Who did what: a reference to every event of the log, and nothing of what is in it. There is only
 * {@code AuditProjection}.
 */
@NullMarked
package io.daybook.projection.audit;

import org.jspecify.annotations.NullMarked;
