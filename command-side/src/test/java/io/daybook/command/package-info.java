/** Contracts of the whole module: how the states of aggregates are kept in snapshots. */
@NullMarked
package io.daybook.command;

import org.jspecify.annotations.NullMarked;
