package io.daybook.app;

import io.daybook.app.access.IssuerForTests;
import io.daybook.app.privacy.MasterKeyForTests;
import io.daybook.eventstore.testing.PostgresForTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The platform as the processes of tests run it: the jar unpacked, and its classes in an archive of
 * the JVM. Who asks first makes both, for all that are built of the same jar; a start then takes
 * half of the processor's time that it takes from the jar.
 */
public final class ProgramForTests {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path JAR = TARGET.resolve("daybook-exec.jar");
  private static final String UNPACKED = "program-";
  private static final String STARTED = "Started Daybook";
  private static final List<String> COMMAND = prepare();

  private ProgramForTests() {}

  /** A command to run, to which the arguments of the platform are added. */
  public static List<String> command() {
    return COMMAND;
  }

  private static List<String> prepare() {
    try (var file =
            FileChannel.open(
                TARGET.resolve("program.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var _ = file.lock()) { // tests run in several processes
      var program = TARGET.resolve(UNPACKED + fingerprint());
      var jar = program.resolve(JAR.getFileName());
      var archive = program.resolve("classes.jsa");
      if (!Files.exists(archive)) {
        deleteFormer();
        run(java("-Djarmode=tools", "-jar", JAR, "extract", "--destination", program), null);
        var made = program.resolve("classes.new");
        run(archiving(jar, made, program.resolve("sandbox")), STARTED);
        Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
      }
      return java("-XX:SharedArchiveFile=" + archive, "-jar", jar);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static List<String> java(Object... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    for (var argument : arguments) {
      command.add(argument.toString());
    }
    return command;
  }

  private static List<String> archiving(Path jar, Path archive, Path sandbox) {
    var command = java("-XX:ArchiveClassesAtExit=" + archive, "-jar", jar);
    command.addAll(SettingsForTests.on(PostgresForTests.newDatabase(), sandbox));
    command.add("--daybook.auth.issuer=" + IssuerForTests.address());
    command.add(MasterKeyForTests.ARGUMENT);
    return command;
  }

  /**
   * To its end.
   *
   * @param last after a line with this it is asked to end; null: it ends by itself
   */
  private static void run(List<String> command, @Nullable String last) throws IOException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new StringBuilder();
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
        if (last != null && line.contains(last)) {
          process.toHandle().destroy();
        }
      }
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException(command + " does not end:\n" + said);
      }
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    } finally {
      process.destroyForcibly();
    }
    var isGood = last == null ? process.exitValue() == 0 : said.indexOf(last) >= 0;
    if (!isGood) {
      throw new IllegalStateException(command + " failed:\n" + said);
    }
  }

  private static void deleteFormer() throws IOException {
    try (var former = Files.newDirectoryStream(TARGET, UNPACKED + "*")) {
      for (var program : former) {
        FileSystemUtils.deleteRecursively(program);
      }
    }
  }

  /** Of what is in the jar: its time is the same for every build. */
  private static String fingerprint() throws IOException {
    var sum = new CRC32();
    try (var jar = new ZipFile(JAR.toFile())) {
      jar.stream()
          .map((ZipEntry entry) -> entry.getName() + entry.getCrc() + '\n')
          .forEach(line -> sum.update(line.getBytes(StandardCharsets.UTF_8)));
    }
    return Long.toHexString(sum.getValue());
  }
}
