/**
 * Speaks: what every HTTP door of the platform shares, whichever role opens it: strict reading of
 * requests, their limits, and problem documents (RFC 9457). Endpoints are where the work is done,
 * and queries have limits of their own. Look first at {@code Problems}, then at {@code Refused}.
 */
@NullMarked
package io.daybook.web;

import org.jspecify.annotations.NullMarked;
