/**
 * A two-phase commit whose decisions are in a replicated log: any of three coordinators is killed,
 * at every point of the protocol.
 */
@NullMarked
package io.daybook.lab.replicated;

import org.jspecify.annotations.NullMarked;
