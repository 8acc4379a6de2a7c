/**
 * Hands out what the shop knows as files: orders, lines, returns, payments and stock movements as
 * Parquet, events as CloudEvents, none of it with a personal value. It reads the database of a
 * platform, which may run meanwhile, and is no part of it. Look first at {@code ExportCommand}.
 */
@NullMarked
package io.daybook.export;

import org.jspecify.annotations.NullMarked;
