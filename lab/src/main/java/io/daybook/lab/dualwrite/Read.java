package io.daybook.lab.dualwrite;

/**
 * What one reader has come to.
 *
 * @param who the words for how it reads
 * @param fault what was done to it
 * @param hasInbox whether it keeps the ids of what it has done, in the transaction of the effect
 * @param orders the effects that there should be
 * @param missing those that there are not
 * @param doubled those that there are twice, or more often
 */
record Read(String who, String fault, boolean hasInbox, long orders, long missing, long doubled) {}
