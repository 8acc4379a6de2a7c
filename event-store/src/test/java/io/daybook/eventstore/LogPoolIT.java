package io.daybook.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the connections of the log take over from those of the application, and what not. */
class LogPoolIT {
  private final LogForTests log = new LogForTests();

  @AfterEach
  void close() {
    log.close();
  }

  /** The detail of an error quotes the row that is in the way. */
  @Test
  void an_error_says_what_is_wrong_and_not_what_stands_in_the_row() {
    try (var pool = (HikariDataSource) LogPool.of(log.dataSource, Duration.ofSeconds(5))) {
      assertThat(failureOn(log.dataSource)).as("the driver's way").contains("Ada Lovelace");
      assertThat(failureOn(pool)).contains("unique constraint").doesNotContain("Ada Lovelace");
      assertThat(failureOn(LogPool.unpooled(log.dataSource)))
          .contains("unique constraint")
          .doesNotContain("Ada Lovelace");
    }
  }

  @Test
  void whoever_wants_to_read_it_says_so_for_all() {
    var properties = log.dataSource.getDataSourceProperties();
    properties.setProperty("logServerErrorDetail", "true");
    assertThat(failureOn(LogPool.unpooled(log.dataSource))).contains("Ada Lovelace");
  }

  private static String failureOn(DataSource connections) {
    var failure =
        catchThrowable(
            () ->
                new JdbcTemplate(connections)
                    .execute(
                        """
                        create temporary table person (name text primary key);
                        insert into person values ('Ada Lovelace');
                        insert into person values ('Ada ' || 'Lovelace');
                        """));
    return failure.getCause().getMessage();
  }
}
