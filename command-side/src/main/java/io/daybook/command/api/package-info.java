/** What all controllers of commands share: how they are sent, and who asks. */
@NullMarked
package io.daybook.command.api;

import org.jspecify.annotations.NullMarked;
