/**
 * What all controllers of commands share: how a command is sent and answered, and who asks for it.
 * What every other HTTP door shares too is in {@code io.daybook.web}. Look first at {@link
 * io.daybook.command.api.CommandSubmitter}.
 */
@NullMarked
package io.daybook.command.api;

import org.jspecify.annotations.NullMarked;
