/**
 * Whose tokens the platform believes, and the issuer that comes with it for whoever brings none.
 * What a token is let in to is said where requests are handled. Look first at {@code
 * IssuerConfiguration}, and at docs/access.md.
 */
@NullMarked
package io.daybook.app.access;

import org.jspecify.annotations.NullMarked;
