package io.daybook.app.privacy;

import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks for a text in a whole database. */
record DatabaseScan(JdbcTemplate jdbc) {

  /** Where a text stands in clear: every row of every table, as text and in its bytes. */
  List<String> tablesWith(String text) {
    var tables =
        jdbc.queryForList(
            """
            select format('%I.%I', schemaname, tablename) from pg_tables
             where schemaname not in ('pg_catalog', 'information_schema')
            """,
            String.class);
    return tables.stream().filter(table -> isThereAndIn(table, text)).toList();
  }

  /** A former generation of a read model may be dropped while this looks. */
  private boolean isThereAndIn(String table, String text) {
    try {
      return isIn(table, text);
    } catch (DataAccessException failure) {
      if (jdbc.queryForObject("select to_regclass(?)::text", String.class, table) != null) {
        throw failure;
      }
      return false;
    }
  }

  private boolean isIn(String table, String text) {
    var bytes =
        jdbc.queryForList(
            "select attname from pg_attribute where attrelid = ?::regclass and atttypid = 'bytea'::regtype and attnum > 0 and not attisdropped",
            String.class,
            table);
    var where = new StringBuilder("t::text like '%' || ? || '%'");
    bytes.forEach(
        column ->
            where.append(
                " or position(convert_to('" + text + "', 'UTF8') in t." + column + ") > 0"));
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select exists (select from " + table + " t where " + where + ")",
            Boolean.class,
            text));
  }
}
