package dev.trellis.home;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Home directory, which contains all data of Trellis. If the home is private, all files in it must
 * belong to the user of this process, and permissions of other users are revoked.
 *
 * @param directory absolute path of an existing directory
 */
public record Home(Path directory) {
  private static final Logger log = LoggerFactory.getLogger(Home.class);
  private static final int OTHERS = 0007;
  private static final int GROUP_AND_OTHERS = 0077;

  /** Names of the entries that Trellis creates in a home. */
  private static final Set<String> OWN_ENTRIES =
      Set.of("postgres", "artifacts", "javacpp", "logs", "work", "lock");

  /** Names that other programs rarely use; a directory with one of these entries is a home. */
  private static final Set<String> MARKER_ENTRIES = Set.of("postgres", "artifacts", "javacpp");

  private static final String PROBE = ".probe-";
  private static final String USE_OTHER_HOME = " Or use another home: --trellis.home=<directory>.";

  /**
   * Opens a home: private if the database is embedded, else shared.
   *
   * @param databaseUrl {@code spring.datasource.url}; {@code null} or {@code none} if the database
   *     is embedded
   * @throws HomeException if it cannot be used
   */
  public static Home open(Path directory, @Nullable String databaseUrl) {
    return databaseUrl == null || databaseUrl.equals("none")
        ? openPrivate(directory)
        : openShared(directory);
  }

  /**
   * Opens the home of a single server with an embedded database, and revokes all permissions of
   * other users on all files in the home: modes 0700 and 0600.
   *
   * @throws HomeException if the home cannot be used or a file belongs to another user
   */
  public static Home openPrivate(Path directory) {
    return open(directory, true);
  }

  /**
   * Opens a home that processes of several machines may share, and revokes the permissions of users
   * outside its group on the directory itself. The directory may belong to another user, such as
   * the owner of a mounted volume.
   *
   * @throws HomeException if the home cannot be used
   */
  public static Home openShared(Path directory) {
    return open(directory, false);
  }

  private static Home open(Path given, boolean isPrivate) {
    Path directory = given.toAbsolutePath().normalize();
    try {
      if (Files.exists(directory) && !Files.isDirectory(directory)) {
        throw new HomeException(
            directory
                + " is a file; the home must be a directory. Move the file."
                + USE_OTHER_HOME);
      }
      PrivateFiles.createDirectories(directory);
      rejectForeignContent(directory);
      if (PrivateFiles.POSIX) {
        close(directory, isPrivate);
      }
      PrivateFiles.createTempDirectory(directory, PROBE);
      deleteProbes(directory);
      return new Home(directory);
    } catch (IOException e) {
      throw new HomeException(reason(directory, e) + USE_OTHER_HOME);
    }
  }

  /** Deletes the directory that showed that the home can be written, and those of killed starts. */
  private static void deleteProbes(Path directory) throws IOException {
    try (DirectoryStream<Path> probes = Files.newDirectoryStream(directory, PROBE + "*")) {
      for (Path probe : probes) {
        Files.deleteIfExists(probe);
      }
    }
  }

  /** Rejects a directory with other files, because their readers would lose their permissions. */
  private static void rejectForeignContent(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      Set<String> names =
          entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toSet());
      Optional<String> other = names.stream().filter(name -> !isOwn(name)).sorted().findFirst();
      if (other.isPresent() && Collections.disjoint(names, MARKER_ENTRIES)) {
        throw new HomeException(
            "%s is not a home of Trellis: it holds other files, such as %s, and other users lose their permissions on all files in a home. Use a new or empty directory: --trellis.home=<directory>."
                .formatted(directory, other.get()));
      }
    }
  }

  private static boolean isOwn(String name) {
    return OWN_ENTRIES.contains(name) || name.startsWith(PROBE) || name.equals("lost+found");
  }

  private static String reason(Path directory, IOException failure) {
    String reason = failure instanceof FileSystemException file ? file.getReason() : null;
    if (failure instanceof AccessDeniedException) {
      return "The home %s cannot be used by user %s: no permission for %s. Change its owner to that user (chown)."
          .formatted(directory, System.getProperty("user.name"), failure.getMessage());
    }
    return "The home %s cannot be used: %s. It must be a writable directory."
        .formatted(directory, reason == null ? failure.toString() : reason);
  }

  private static void close(Path directory, boolean isPrivate) throws IOException {
    if (!isPrivate) {
      closeTopLevel(directory);
      return;
    }
    PermissionRevoker revoker = new PermissionRevoker(directory.toRealPath());
    for (Path root : roots(directory)) {
      Files.walkFileTree(root, revoker);
    }
    if (revoker.rootChanged) {
      log.warn(
          "Revoked permissions of other users on the home home={} files={}",
          directory,
          revoker.changedFiles);
    }
  }

  /**
   * Returns the directory and the targets of symbolic links in the directory, because artifacts may
   * be on another disk.
   */
  private static List<Path> roots(Path directory) throws IOException {
    Path real = directory.toRealPath();
    try (Stream<Path> entries = Files.list(real)) {
      List<Path> links = entries.filter(Files::isSymbolicLink).filter(Files::exists).toList();
      List<Path> roots = new ArrayList<>(List.of(real));
      for (Path link : links) {
        roots.add(link.toRealPath());
      }
      return roots;
    }
  }

  private static void closeTopLevel(Path directory) throws IOException {
    Path real = directory.toRealPath();
    PrivateFiles.Access access = PrivateFiles.Access.of(real);
    if (access.owner() == PrivateFiles.user() && (access.mode() & OTHERS) != 0) {
      PrivateFiles.revoke(real, OTHERS);
    }
  }

  /** File visitor that revokes the permissions of group and others. */
  private static final class PermissionRevoker extends SimpleFileVisitor<Path> {
    private final long user = PrivateFiles.user();
    private final Path home;
    private int changedFiles;
    private boolean rootChanged;

    PermissionRevoker(Path home) {
      this.home = home;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      return visitFile(directory, attributes);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      try {
        PrivateFiles.Access access = PrivateFiles.Access.of(file);
        if (access.owner() != user) {
          throw foreign(file, access.owner());
        }
        if (!attributes.isSymbolicLink() && (access.mode() & GROUP_AND_OTHERS) != 0) {
          PrivateFiles.revoke(file, GROUP_AND_OTHERS);
          changedFiles++;
          rootChanged |= file.equals(home);
        }
        return FileVisitResult.CONTINUE;
      } catch (NoSuchFileException deleted) {
        return FileVisitResult.CONTINUE;
      }
    }

    private HomeException foreign(Path file, long owner) throws IOException {
      return new HomeException(
          "%s belongs to user %s (id %d), but this process runs as %s (id %d); all files in the home must belong to the user of the process. Start Trellis as that user, or inspect the file and change its owner (chown -R).%s"
              .formatted(
                  file,
                  Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName(),
                  owner,
                  System.getProperty("user.name"),
                  user,
                  USE_OTHER_HOME));
    }

    /** Ignores files that were deleted meanwhile, for example by a server that is shutting down. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }
}
