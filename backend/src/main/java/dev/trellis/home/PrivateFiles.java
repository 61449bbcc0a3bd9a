package dev.trellis.home;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Operations on files and directories that only their owner may open (modes 0600 and 0700). Windows
 * has no such modes; there the home is private because the user's profile directory is private.
 */
public final class PrivateFiles {
  /** True if this file system has owners and modes. */
  static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private static final FileAttribute<?>[] DIRECTORY = attributes("rwx------");
  private static final FileAttribute<?>[] FILE = attributes("rw-------");

  private PrivateFiles() {}

  private static FileAttribute<?>[] attributes(String mode) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  /** Creates a directory and its missing parents; existing directories keep their modes. */
  public static Path createDirectories(Path directory) throws IOException {
    return Files.createDirectories(directory, DIRECTORY);
  }

  /** Creates a directory that does not exist yet. */
  public static Path createDirectory(Path directory) throws IOException {
    return Files.createDirectory(directory, DIRECTORY);
  }

  /** Creates a directory with an unpredictable name. */
  public static Path createTempDirectory(Path parent, String prefix) throws IOException {
    return Files.createTempDirectory(parent, prefix, DIRECTORY);
  }

  /**
   * Creates an empty file.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the file exists
   */
  public static Path createFile(Path file) throws IOException {
    return Files.createFile(file, FILE);
  }

  /** Replaces a file. If the file is a link, replaces the link and not its target. */
  public static void write(Path file, String content) throws IOException {
    Files.deleteIfExists(file);
    Files.writeString(createFile(file), content);
  }

  /** Makes a program executable by its owner only. */
  public static void makeExecutable(Path program) throws IOException {
    if (POSIX) {
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** Opens a file for writing; creates the file if it is missing, and fails if it is a link. */
  public static FileChannel open(Path file) throws IOException {
    Set<OpenOption> options =
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    return FileChannel.open(file, options, FILE);
  }

  /**
   * Owner and mode of a file. If the file is a link, these are the owner and mode of the link.
   *
   * @param owner user id of the owner
   * @param mode nine permission bits
   */
  record Access(long owner, int mode) {
    private static final int PERMISSIONS = 0777;

    static Access of(Path file) throws IOException {
      Map<String, Object> values =
          Files.readAttributes(file, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
      return new Access(
          number(values, "uid").longValue(), number(values, "mode").intValue() & PERMISSIONS);
    }

    private static Number number(Map<String, Object> values, String name) {
      return (Number) Objects.requireNonNull(values.get(name));
    }
  }

  /** Clears permission bits of a file. */
  static void revoke(Path file, int mode) throws IOException {
    int rest = Access.of(file).mode() & ~mode;
    Files.setAttribute(file, "unix:mode", rest);
  }

  /** Returns the user id of this process, or -1 if the system has no user ids. */
  static long user() {
    return POSIX ? new UnixSystem().getUid() : -1;
  }

  /** Deletes a directory and its content; links are deleted, not followed. */
  public static void deleteAll(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
