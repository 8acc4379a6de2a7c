/**
 * Processes whose clocks are wrong: what can order their events, and what of ours rests on time.
 */
@NullMarked
package io.daybook.lab.clocks;

import org.jspecify.annotations.NullMarked;
