/** What happens to what is known of a person: it is forgotten when that is asked for. */
@NullMarked
package io.daybook.schema.privacy;

import org.jspecify.annotations.NullMarked;
