/**
 * Decides: each aggregate is a sealed, pure state that decides on commands and evolves with events,
 * inside a thin Axon shell, and a REST API that turns requests into commands.
 */
@NullMarked
package io.daybook.command;

import org.jspecify.annotations.NullMarked;
