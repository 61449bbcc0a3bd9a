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
 * The directory of everything Trellis keeps. It belongs to the user of this process; what lies in
 * it with rights for others is closed, what belongs to others is refused.
 *
 * @param directory absolute, exists
 */
public record Home(Path directory) {
  private static final Logger log = LoggerFactory.getLogger(Home.class);
  private static final int OTHERS = 0007;
  private static final int GROUP_AND_OTHERS = 0077;

  /** What Trellis creates at the top of a home. */
  private static final Set<String> OWN =
      Set.of("postgres", "artifacts", "javacpp", "logs", "work", "lock");

  /** Entries that hardly anything else creates: each of them alone makes a directory a home. */
  private static final Set<String> MARKS = Set.of("postgres", "artifacts", "javacpp");

  private static final String PROBE = ".probe-";
  private static final String ELSE = " Or name another home: --trellis.home=<directory>.";

  /**
   * Opens a home as its use asks for: private with an embedded database, else shared.
   *
   * @param databaseUrl {@code spring.datasource.url}; null or {@code none} for the embedded one
   * @throws HomeException if it cannot be used
   */
  public static Home open(Path directory, @Nullable String databaseUrl) {
    return databaseUrl == null || databaseUrl.equals("none")
        ? openPrivate(directory)
        : openShared(directory);
  }

  /**
   * Opens the home of one Trellis with its embedded database, and closes it and everything below it
   * to other users: modes 0700 and 0600.
   *
   * @throws HomeException if it cannot be made so
   */
  public static Home openPrivate(Path directory) {
    return open(directory, true);
  }

  /**
   * Opens a home that processes of several machines may share, and closes its top level to users
   * outside of its group. A foreign owner is accepted, as of a mounted volume.
   *
   * @throws HomeException if it cannot be used
   */
  public static Home openShared(Path directory) {
    return open(directory, false);
  }

  private static Home open(Path given, boolean isPrivate) {
    Path directory = given.toAbsolutePath().normalize();
    try {
      if (Files.exists(directory) && !Files.isDirectory(directory)) {
        throw new HomeException(
            directory + " is a file; the home is a directory. Move the file away." + ELSE);
      }
      PrivateFiles.createDirectories(directory);
      refuseOtherUse(directory);
      if (PrivateFiles.POSIX) {
        close(directory, isPrivate);
      }
      PrivateFiles.createTempDirectory(directory, PROBE);
      deleteProbes(directory);
      return new Home(directory);
    } catch (IOException e) {
      throw new HomeException(reason(directory, e) + ELSE);
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

  /** A directory of other files would be closed to their readers, down to the last one. */
  private static void refuseOtherUse(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      Set<String> names =
          entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toSet());
      Optional<String> other = names.stream().filter(name -> !isOwn(name)).sorted().findFirst();
      if (other.isPresent() && Collections.disjoint(names, MARKS)) {
        throw new HomeException(
            "%s is not a home of Trellis: it holds other files, such as %s, and everything in a home is closed to other users. Name a new or an empty directory: --trellis.home=<directory>."
                .formatted(directory, other.get()));
      }
    }
  }

  private static boolean isOwn(String name) {
    return OWN.contains(name) || name.startsWith(PROBE) || name.equals("lost+found");
  }

  private static String reason(Path directory, IOException failure) {
    String reason = failure instanceof FileSystemException file ? file.getReason() : null;
    if (failure instanceof AccessDeniedException) {
      return "The home %s cannot be used by user %s: no permission for %s. Make it belong to that user (chown)."
          .formatted(directory, System.getProperty("user.name"), failure.getMessage());
    }
    return "The home %s cannot be used: %s. It has to be a directory that can be written."
        .formatted(directory, reason == null ? failure.toString() : reason);
  }

  private static void close(Path directory, boolean isPrivate) throws IOException {
    if (!isPrivate) {
      closeTopLevel(directory);
      return;
    }
    Closing closing = new Closing(directory.toRealPath());
    for (Path root : roots(directory)) {
      Files.walkFileTree(root, closing);
    }
    if (closing.root) {
      log.warn("Closed the home to other users home={} files={}", directory, closing.closed);
    }
  }

  /** The directory itself, and where links right in it lead: artifacts may lie on another disk. */
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

  /** Takes rights from others, file by file. */
  private static final class Closing extends SimpleFileVisitor<Path> {
    private final long user = PrivateFiles.user();
    private final Path home;
    private int closed;
    private boolean root;

    Closing(Path home) {
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
          closed++;
          root |= file.equals(home);
        }
        return FileVisitResult.CONTINUE;
      } catch (NoSuchFileException gone) {
        return FileVisitResult.CONTINUE;
      }
    }

    private HomeException foreign(Path file, long owner) throws IOException {
      return new HomeException(
          "%s belongs to user %s (id %d), this process runs as %s (id %d); everything in the home belongs to its user. Start Trellis as that user, or look at what the file is and change its owner (chown -R).%s"
              .formatted(
                  file,
                  Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).getName(),
                  owner,
                  System.getProperty("user.name"),
                  user,
                  ELSE));
    }

    /** A file that went away meanwhile, as of a server that is just stopping, needs no closing. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }
}
