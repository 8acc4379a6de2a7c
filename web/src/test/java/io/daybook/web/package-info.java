/** The tests of the door that need no platform. */
@NullMarked
package io.daybook.web;

import org.jspecify.annotations.NullMarked;
