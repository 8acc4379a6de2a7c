package io.daybook.lab.clocks;

/**
 * Something that is said to hold whatever the clocks of the processes are, and what was found.
 *
 * @param what is promised
 * @param checked how it was looked at
 * @param found in this run
 */
record Promise(String what, String checked, String found, boolean holds) {}
