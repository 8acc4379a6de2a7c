/**
 * The PostgreSQL that comes with the platform, for whoever brings none: it is started, and one that
 * a killed platform has left is adopted. No table is made in here. Look first at {@code
 * PostgresServer}.
 */
@NullMarked
package io.daybook.app.database;

import org.jspecify.annotations.NullMarked;
