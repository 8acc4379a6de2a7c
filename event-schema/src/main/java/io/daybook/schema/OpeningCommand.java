package io.daybook.schema;

/**
 * A command that, as a rule, is the first one to its aggregate: so whoever sends it may presume
 * that there is no stream yet, and spare the look for it.
 */
public interface OpeningCommand extends Command {}
