/** What a distributed commit costs while nothing fails. */
@NullMarked
package io.daybook.lab.cost;

import org.jspecify.annotations.NullMarked;
