package io.daybook.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.daybook.app.PlatformForTests;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;

/** Exceptions of the database are written to logs, and rows are nobody's to read there. */
class ErrorDetailIT extends PlatformForTests {
  @Autowired DataSource primary;

  @Autowired
  @Qualifier("query")
  DataSource queries;

  @Autowired
  @Qualifier("log")
  DataSource log;

  @Test
  void no_pool_quotes_a_value_in_the_detail_of_an_error() {
    for (var connections : List.of(primary, log, queries)) {
      assertThat(failureOn(connections))
          .contains("invalid input syntax for type json")
          .doesNotContain("Lovelace");
    }
  }

  private static String failureOn(DataSource connections) {
    var failure =
        catchThrowable(
            () -> new JdbcTemplate(connections).execute("select jsonb '{\"name\": Lovelace}'"));
    return failure.getCause().getMessage();
  }
}
