package io.daybook.privacy;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.daybook.schema.privacy.ErasureId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Remembers erasures outside of the database, so that a backup of the whole database from before an
 * erasure does not bring anybody back. It is a file for its owner only, which grows by a line of
 * JSON for each erasure. Processes on one machine may share it.
 */
public final class ErasureRegister {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final boolean IS_POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private final @Nullable Path file;
  private final Map<ErasureId, Erased> known = new LinkedHashMap<>();

  private ErasureRegister(@Nullable Path file) {
    this.file = file;
  }

  /** One that forgets: the process has no place for a file. */
  public static ErasureRegister none() {
    return new ErasureRegister(null);
  }

  /**
   * The register in a file, which is made when there is none.
   *
   * @throws IOException when the file cannot be read and written, or one of its lines is no erasure
   */
  public static ErasureRegister in(Path file) throws IOException {
    var whole = file.toAbsolutePath();
    var register = new ErasureRegister(whole);
    try (var channel = open(whole);
        var _ = channel.lock()) {
      var bytes = Channels.newInputStream(channel).readNBytes((int) endOfLines(channel));
      var lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      for (int line = 0; line < lines.size(); line++) {
        register.read(lines.get(line), line + 1);
      }
    }
    return register;
  }

  private void read(String line, int number) throws IOException {
    try {
      var erased = JSON.readValue(line, Erased.class);
      known.put(erased.erasureId(), erased);
    } catch (JacksonException | IllegalArgumentException | NullPointerException broken) {
      throw new IOException("Line " + number + " of " + file + " is no erasure", broken);
    }
  }

  /** Those that are in it and not among these. */
  synchronized List<Erased> allBut(Collection<Erased> others) {
    var ids = others.stream().map(Erased::erasureId).collect(Collectors.toSet());
    return known.values().stream().filter(one -> !ids.contains(one.erasureId())).toList();
  }

  /** Adds those that are not in it yet, and comes back when they are on the disk. */
  public synchronized void add(Collection<Erased> erasures) {
    var fresh = erasures.stream().filter(one -> !known.containsKey(one.erasureId())).toList();
    if (file == null || fresh.isEmpty()) {
      return;
    }
    var lines = fresh.stream().map(one -> JSON.writeValueAsString(one) + "\n");
    try (var channel = open(file);
        var _ = channel.lock()) {
      channel.position(endOfLines(channel));
      var bytes =
          ByteBuffer.wrap(lines.collect(Collectors.joining()).getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.truncate(channel.position()).force(true);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    fresh.forEach(one -> known.put(one.erasureId(), one));
  }

  private static FileChannel open(Path file) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    var mode =
        IS_POSIX
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    var channel = FileChannel.open(file, Set.of(CREATE, READ, WRITE), mode);
    if (IS_POSIX) {
      Files.setPosixFilePermissions(file, OWNER_ONLY); // it may be older
    }
    return channel;
  }

  /** Where its last whole line ends: a process that was killed may have left a part of one. */
  private static long endOfLines(FileChannel channel) throws IOException {
    var one = ByteBuffer.allocate(1);
    for (long end = channel.size(); end > 0; end--) {
      channel.read(one.clear(), end - 1);
      if (one.get(0) == '\n') {
        return end;
      }
    }
    return 0;
  }
}
