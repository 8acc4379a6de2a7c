/**
 * What those who run the shop have decided and looked at. These events change nothing: what was
 * decided is done elsewhere, and nobody follows them but the audit log. Look first at {@link
 * io.daybook.schema.operation.OperationEvent}.
 */
@NullMarked
package io.daybook.schema.operation;

import org.jspecify.annotations.NullMarked;
