package io.daybook.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * How far an export has come, in a file beside what it has written. The file is replaced as a
 * whole, after the files of a part are complete; so what it says is there.
 *
 * @param first the first position of the log that is in the export
 * @param next the first position that is not
 */
record Manifest(long first, long next) {
  private static final String NAME = "manifest.json";
  private static final int FORMAT = 1;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** That of a directory; empty where there is no export yet. */
  static Optional<Manifest> of(Path directory) throws IOException {
    var file = directory.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    var kept = JSON.readTree(Files.readString(file));
    if (kept.path("format").asInt() != FORMAT) {
      throw new ExportFailure(file + " is of another release; export to an empty directory");
    }
    return Optional.of(new Manifest(kept.path("first").asLong(), kept.path("next").asLong()));
  }

  void write(Path directory) throws IOException {
    var written = directory.resolve(NAME + ".new");
    Files.writeString(
        written,
        JSON.writerWithDefaultPrettyPrinter()
            .writeValueAsString(Map.of("format", FORMAT, "first", first, "next", next)));
    Files.move(
        written,
        directory.resolve(NAME),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}
