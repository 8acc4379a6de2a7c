package io.daybook.export;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code daybook export DIR}. */
public final class ExportCommand {
  private static final String USAGE =
      """
      usage: daybook export DIR [--from POSITION] [--url jdbc:postgresql://host/database] [--user NAME]
        DIR         where the files are; what is there is gone on with
        --from      where a new export begins, 0 if it is not given
        --url       the database, that of ./daybook if it is not given; the password is taken from PGPASSWORD\
      """;

  private static final Set<String> OPTIONS = Set.of("--from", "--url", "--user");
  private static final String OUR_OWN = "jdbc:postgresql://localhost:15432/postgres";

  private ExportCommand() {}

  /** The command line. */
  public static void main(String[] arguments) {
    var password = System.getenv().getOrDefault("PGPASSWORD", "");
    System.exit(run(List.of(arguments), password, System.out));
  }

  /**
   * Exports what is new.
   *
   * @return 0 when all is written that the read models know of, 1 when not, 64 when the arguments
   *     are wrong
   */
  public static int run(List<String> arguments, String password, PrintStream out) {
    var options = options(arguments);
    if (options.isEmpty()) {
      out.println(USAGE);
      return 64;
    }
    var directory = Path.of(options.get("")).toAbsolutePath();
    try {
      Files.createDirectories(directory);
      try (var channel =
              FileChannel.open(
                  directory.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var lock = channel.tryLock()) {
        if (lock == null) {
          throw new ExportFailure("another export writes to " + directory);
        }
        return export(options, password, directory, out);
      }
    } catch (IOException | SQLException | ExportFailure failure) {
      out.println("The export has failed: " + failure.getMessage());
      return 1;
    }
  }

  private static int export(
      Map<String, String> options, String password, Path directory, PrintStream out)
      throws IOException, SQLException {
    var before = Manifest.of(directory);
    if (before.isPresent() && options.containsKey("--from")) {
      throw new ExportFailure(
          directory + " goes on at position " + before.get().next() + "; --from is for a new one");
    }
    var from = Long.parseLong(options.getOrDefault("--from", "0"));
    var url = options.getOrDefault("--url", OUR_OWN);
    try (var log = new LogTables(url, options.getOrDefault("--user", "postgres"), password);
        var parquet = new ParquetTables()) {
      var now = new Export(log, parquet, directory).run(from);
      out.printf(
          "%s has positions %d to %d, %d of them new%n",
          directory,
          now.first(),
          now.next() - 1,
          now.next() - before.map(Manifest::next).orElse(from));
      return 0;
    }
  }

  /** The directory by the empty name; nothing when they are wrong. */
  private static Map<String, String> options(List<String> arguments) {
    var options = new HashMap<String, String>();
    for (int i = 0; i < arguments.size(); i++) {
      var word = arguments.get(i);
      if (OPTIONS.contains(word) && i + 1 < arguments.size()) {
        i++;
        options.put(word, arguments.get(i));
      } else if (word.startsWith("-") || options.put("", word) != null) {
        return Map.of();
      }
    }
    var isFit =
        options.containsKey("") && options.getOrDefault("--from", "0").matches("[0-9]{1,18}");
    return isFit ? options : Map.of();
  }
}
