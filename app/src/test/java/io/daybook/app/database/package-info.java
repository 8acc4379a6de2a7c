/** Tests of the connections to the database. */
@NullMarked
package io.daybook.app.database;

import org.jspecify.annotations.NullMarked;
