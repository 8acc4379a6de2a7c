package io.daybook.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * Writes what came after the last export, part by part. A part is some positions of the log; its
 * files are named by the first of them. A part that was not finished is removed and written anew.
 */
final class Export {
  private static final int PART = 50_000;
  private static final Pattern PART_FILE = Pattern.compile("part-(\\d+)-.*");

  private final LogTables log;
  private final ParquetTables parquet;
  private final Path directory;

  Export(LogTables log, ParquetTables parquet, Path directory) {
    this.log = log;
    this.parquet = parquet;
    this.directory = directory;
  }

  /**
   * Goes on from where the directory is, or begins.
   *
   * @param from where a new export begins
   * @return what the directory has now
   */
  Manifest run(long from) throws IOException, SQLException {
    Files.createDirectories(directory);
    var manifest = Manifest.of(directory).orElse(new Manifest(from, from));
    removeUnfinished(manifest.next());
    var end = log.end();
    while (manifest.next() < end) {
      var to = Math.min(end, manifest.next() + PART);
      part(manifest.next(), to);
      manifest = new Manifest(manifest.first(), to);
      manifest.write(directory);
    }
    return manifest;
  }

  private void part(long from, long to) throws IOException, SQLException {
    var name = "part-%012d-".formatted(from);
    var csv = directory.resolve("part.csv");
    for (var dataset : Dataset.values()) {
      long rows;
      try (var out = Files.newOutputStream(csv)) {
        rows = log.csv(dataset, from, to, out);
      }
      if (rows > 0) {
        parquet.write(dataset, csv, directory, name);
      }
    }
    Files.delete(csv);
    var events = Files.createDirectories(directory.resolve("events")).resolve(name + "0.ndjson");
    try (var out = Files.newBufferedWriter(events)) {
      log.events(from, to, new CloudEvents(out)::write);
    }
  }

  private void removeUnfinished(long next) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var part = PART_FILE.matcher(file.getFileName().toString());
        if (part.matches() && Long.parseLong(part.group(1)) >= next) {
          Files.delete(file);
        }
      }
    }
  }
}
