/**
 * What callers can rely on, whoever they are: a page for every problem, and a share of what a
 * process can do.
 */
@NullMarked
package io.daybook.web.contract;

import org.jspecify.annotations.NullMarked;
