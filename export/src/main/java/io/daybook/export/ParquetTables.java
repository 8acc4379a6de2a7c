package io.daybook.export;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Makes Parquet of CSV, by DuckDB, which has no database here. */
final class ParquetTables implements AutoCloseable {
  private static final String COPY =
      """
      copy (select * from read_csv('%s', header = false, auto_detect = false, delim = ',', quote = '"',
                                   escape = '"', nullstr = '', columns = {%s}))
        to '%s' (format parquet, partition_by (day), filename_pattern '%s{i}', overwrite_or_ignore true)
      """;

  private final Connection duck;

  ParquetTables() throws SQLException {
    duck = DriverManager.getConnection("jdbc:duckdb:");
  }

  /**
   * Writes rows to a directory for each day.
   *
   * @param part how the names of the files begin
   */
  void write(Dataset dataset, Path csv, Path directory, String part) throws SQLException {
    try (var statement = duck.createStatement()) {
      statement.execute(
          COPY.formatted(
              quoted(csv), columns(dataset), quoted(directory.resolve(dataset.directory())), part));
    }
  }

  private static String columns(Dataset dataset) {
    return Arrays.stream(dataset.columns().strip().split(",(?![^(]*\\))\\s*", -1))
        .map(column -> column.strip().split(" ", 2))
        .map(column -> "'%s': '%s'".formatted(column[0], column[1]))
        .collect(Collectors.joining(", "));
  }

  private static String quoted(Path path) {
    return path.toString().replace("'", "''");
  }

  @Override
  public void close() throws SQLException {
    duck.close();
  }
}
