package io.daybook.query;

import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What all processes on one database have in common, and others do not know. */
@Component
class CursorTable {
  private final JdbcClient jdbc;

  CursorTable(@Qualifier("query") JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  byte[] secret() {
    return jdbc.sql(
            """
            select 'daybook cursors ' || system_identifier || ' '
                   || (select oid from pg_database where datname = current_database())
              from pg_control_system()
            """)
        .query(String.class)
        .single()
        .getBytes(StandardCharsets.UTF_8);
  }
}
