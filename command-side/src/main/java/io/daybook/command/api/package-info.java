/** What all REST endpoints share: problems, actors, limits. */
@NullMarked
package io.daybook.command.api;

import org.jspecify.annotations.NullMarked;
