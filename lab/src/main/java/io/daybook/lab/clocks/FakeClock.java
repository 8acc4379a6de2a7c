package io.daybook.lab.clocks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The clock of one process, which libfaketime sets while the process runs. Only what a process
 * reads as the time of day is wrong: how long something lasts it measures rightly.
 */
final class FakeClock {
  private static final String LIBRARY = "faketime/libfaketimeMT.so.1";

  private final Path file;

  /** Is right until it is set. */
  FakeClock(Path file) throws IOException {
    this.file = file;
    set(0);
  }

  /** Where Debian and others have the library; empty where it is not installed. */
  static Optional<Path> library() throws IOException {
    var places = Path.of("/usr/lib");
    if (!Files.isDirectory(places)) {
      return Optional.empty();
    }
    try (var below = Files.list(places)) {
      return Stream.concat(Stream.of(places), below)
          .map(place -> place.resolve(LIBRARY))
          .filter(Files::exists)
          .findFirst();
    }
  }

  /** With these a process has this clock. */
  Map<String, String> environment(Path library) {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "FAKETIME_TIMESTAMP_FILE", file.toString(),
        "FAKETIME_CACHE_DURATION", "1",
        "NO_FAKE_STAT", "1",
        "DONT_FAKE_MONOTONIC", "1",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        "FAKETIME_FORCE_MONOTONIC_FIX", "0"); // else each timed wait of the JVM spins
  }

  /** Is so far off from now on, or within a second. */
  void set(double seconds) throws IOException {
    var next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, "%+.1f%n".formatted(seconds));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
