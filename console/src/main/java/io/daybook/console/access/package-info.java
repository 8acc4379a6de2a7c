/**
 * Who looks: signs in by OAuth 2, and keeps the token in a session that only the browser's cookie
 * opens.
 */
@NullMarked
package io.daybook.console.access;

import org.jspecify.annotations.NullMarked;
