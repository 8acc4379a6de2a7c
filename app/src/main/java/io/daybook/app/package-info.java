/**
 * Wires: the one executable, which takes the roles that it is given. In here are {@code main}, the
 * roles, settings of the shop, and the health of the log; rules are not, nor anything that another
 * application on the log would need too. Look first at {@link io.daybook.app.Daybook}, then at
 * {@code Roles}.
 */
@NullMarked
package io.daybook.app;

import org.jspecify.annotations.NullMarked;
