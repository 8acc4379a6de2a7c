/** The PostgreSQL that comes with the platform, for whoever brings none. */
@NullMarked
package io.daybook.app.database;

import org.jspecify.annotations.NullMarked;
