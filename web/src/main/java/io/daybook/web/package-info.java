/**
 * Speaks: what every HTTP door of the platform shares, whichever role opens it: strict reading of
 * requests, their limits, and problem documents (RFC 9457).
 */
@NullMarked
package io.daybook.web;

import org.jspecify.annotations.NullMarked;
