/** How far the read models themselves are, over GraphQL. */
@NullMarked
package io.daybook.query.projection;

import org.jspecify.annotations.NullMarked;
