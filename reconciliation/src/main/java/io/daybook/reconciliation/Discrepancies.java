package io.daybook.reconciliation;

import io.daybook.schema.order.OrderId;
import io.daybook.schema.reconciliation.DiscrepancyId;
import io.daybook.schema.reconciliation.DiscrepancyKind;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads which differences have been told and not settled, as the log says. */
@Component
class Discrepancies {
  private final JdbcTemplate jdbc;

  Discrepancies(DataSource dataSource, LedgerTables migrated) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** A difference as it was told. */
  record Open(DiscrepancyId id, Difference told) {}

  List<Open> openIn(Book.Name book) {
    var kinds =
        Arrays.stream(DiscrepancyKind.values())
            .filter(kind -> Book.Name.of(kind) == book)
            .map(DiscrepancyKind::name)
            .toArray(String[]::new);
    return jdbc.query(
        """
        select * from reconciliation.discrepancy where settled_at is null and kind = any(?) order by first_seen, id
        """,
        (row, _) ->
            new Open(
                DiscrepancyId.parse(row.getString("id")),
                new Difference(
                    DiscrepancyKind.valueOf(row.getString("kind")),
                    row.getString("subject"),
                    order(row.getString("order_id")),
                    row.getString("ours"),
                    row.getString("theirs"))),
        (Object) kinds);
  }

  private static @Nullable OrderId order(@Nullable String id) {
    return id == null ? null : OrderId.parse(id);
  }

  long openCount() {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "select count(*) from reconciliation.discrepancy where settled_at is null",
            Long.class));
  }
}
