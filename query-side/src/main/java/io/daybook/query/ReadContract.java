package io.daybook.query;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The views that queries read. Projections keep a schema of views for each version of a read model,
 * over whichever generation of that version is live; so this release names the versions that it was
 * written for, here and nowhere else. Statements name tables without a schema.
 */
public final class ReadContract {

  /** Where statements of queries look for tables. */
  public static final List<String> SCHEMAS =
      List.of("order_history_v1", "stock_v1", "catalog_v1", "fulfilment_v1");

  private static final String MISSING =
      """
      select wanted from unnest(?::text[]) as wanted
       where not exists (select from pg_views where schemaname = wanted)
      """;

  private ReadContract() {}

  /** The statement that has a connection look there. */
  static String searchPath() {
    return "set search_path = " + String.join(", ", SCHEMAS);
  }

  /** Those that are not there yet, because their first generation is being built. */
  static List<String> missing(JdbcClient jdbc) {
    return jdbc.sql(MISSING).param(SCHEMAS.toArray(String[]::new)).query(String.class).list();
  }
}
