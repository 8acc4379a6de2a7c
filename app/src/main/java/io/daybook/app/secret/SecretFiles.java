package io.daybook.app.secret;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** Files with secrets: mode 0600, where the file system knows modes. */
public final class SecretFiles {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final int SECRET_BYTES = 32;

  private SecretFiles() {}

  /** What makes the first content of a file. */
  public interface Maker {
    /** The content. */
    String make() throws IOException;
  }

  /**
   * The content of a file, which is made with it when there is none. A file that others could read
   * is closed to them.
   */
  public static String readOrMake(Path file, Maker maker) throws IOException {
    if (!Files.exists(file)) {
      write(file, maker.make());
    } else if (isPosix() && !Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
      Files.setPosixFilePermissions(file, OWNER_ONLY);
    }
    return Files.readString(file);
  }

  /** Writes all of a file, or nothing: it is never seen half written, nor by others. */
  public static void write(Path file, String content) throws IOException {
    var whole = file.toAbsolutePath();
    var directory = whole.getParent();
    if (directory == null) {
      throw new IOException(file + " is no file");
    }
    Files.createDirectories(directory);
    var attributes = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
    var beside =
        isPosix()
            ? Files.createTempFile(directory, ".secret", null, attributes)
            : Files.createTempFile(directory, ".secret", null);
    Files.writeString(beside, content);
    Files.move(beside, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** 256 bits that nobody can guess, as text without special characters. */
  public static String random() {
    var bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
