/**
 * Traces for OpenTelemetry, when somebody wants them, and what lines of our log say of the order
 * that they are about. Look first at {@code OnlyWhenTraced}, which keeps all of OpenTelemetry away
 * from a platform that does not trace.
 */
@NullMarked
package io.daybook.app.tracing;

import org.jspecify.annotations.NullMarked;
