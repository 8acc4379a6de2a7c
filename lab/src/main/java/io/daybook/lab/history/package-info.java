/**
 * What several clients see of several processes of the platform: their history is recorded, and
 * then checked against what the platform promises.
 */
@NullMarked
package io.daybook.lab.history;

import org.jspecify.annotations.NullMarked;
