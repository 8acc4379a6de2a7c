/** The payment provider is away for a while, and protections are taken away one by one. */
@NullMarked
package io.daybook.lab.outage;

import org.jspecify.annotations.NullMarked;
