package dev.trellis.database;

import dev.trellis.home.PrivateFiles;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs and libraries, unpacked from the jar into a directory that only its owner
 * can write. An interrupted unpacking leaves nothing that a later start would use.
 */
final class PostgresBinaries {
  private static final String PREFIX = "binaries";
  private static final String UNFINISHED = "unpacking-";

  /** Files of the archive that the embedded server never loads. */
  private static final Pattern UNUSED =
      Pattern.compile("\\.a$|/pgxs/|/pkgconfig/|plperl|plpython|pltcl|pgxml|extension/xml2");

  private static final int OWNER_EXECUTES = 0100;

  private PostgresBinaries() {}

  /**
   * Returns the directory of this version's programs, unpacked below {@code parent} if it is not
   * there yet. Those of other versions, and unfinished ones, are deleted.
   */
  static Path in(Path parent) throws IOException {
    URL archive = archive();
    Path place = parent.resolve(PREFIX + "-" + digest(archive));
    for (Path old : leftovers(parent)) {
      if (!old.equals(place)) {
        PrivateFiles.deleteAll(old);
      }
    }
    if (!Files.isDirectory(place)) {
      Path unfinished = PrivateFiles.createTempDirectory(parent, UNFINISHED);
      unpack(archive, unfinished);
      Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
    }
    return place;
  }

  /**
   * Unpacks the programs of this version into a new temporary directory.
   *
   * @param link symbolic link that is created first and points to the copy, so that a later start
   *     can delete the copy of a killed start
   */
  static Path createCopy(Path link) throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    Path copy = temporary.resolve("trellis-initdb-" + UUID.randomUUID());
    Files.createSymbolicLink(link, copy);
    unpack(archive(), PrivateFiles.createDirectory(copy));
    return copy;
  }

  /** Deletes the copy that the link leads to, if there is a link and the copy is still ours. */
  static void deleteCopy(Path link) throws IOException {
    if (!Files.isSymbolicLink(link)) {
      return;
    }
    Path copy = Files.readSymbolicLink(link);
    if (Files.isDirectory(copy, LinkOption.NOFOLLOW_LINKS)
        && owner(copy).equals(owner(link))) { // the name is known to others by now
      PrivateFiles.deleteAll(copy);
    }
    Files.delete(link);
  }

  private static UserPrincipal owner(Path file) throws IOException {
    return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static List<Path> leftovers(Path parent) throws IOException {
    try (Stream<Path> all = Files.list(parent)) {
      return all.filter(
              path -> {
                String name = path.getFileName().toString();
                return name.startsWith(PREFIX) || name.startsWith(UNFINISHED);
              })
          .toList();
    }
  }

  /** The archive for this machine; the jar holds one for the platform it was built for. */
  private static URL archive() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String name =
        "/postgres-%s-%s.txz"
            .formatted(
                system.startsWith("windows")
                    ? "windows"
                    : system.startsWith("mac") ? "darwin" : "linux",
                System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64");
    @Nullable URL archive = PostgresBinaries.class.getResource(name);
    if (archive == null) {
      throw new DatabaseStartException(
          "This jar brings no PostgreSQL for this machine (%s is missing). Take the jar for this platform, or name a database of your own with --spring.datasource.url"
              .formatted(name.substring(1)));
    }
    return archive;
  }

  /** Returns a checksum or length of the archive, which is known without reading it. */
  private static String digest(URL archive) throws IOException {
    URLConnection connection = archive.openConnection();
    long value =
        connection instanceof JarURLConnection jar
            ? jar.getJarEntry().getCrc()
            : connection.getContentLengthLong();
    return Long.toHexString(value);
  }

  private static void unpack(URL archive, Path directory) throws IOException {
    try (InputStream packed = archive.openStream();
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        if (!UNUSED.matcher(entry.getName()).find()) {
          unpack(entry, tar, directory);
        }
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path directory)
      throws IOException {
    Path file = directory.resolve(entry.getName()).normalize();
    if (!file.startsWith(directory)) {
      throw new IOException("the archive of PostgreSQL names a file outside: " + entry.getName());
    }
    if (entry.isDirectory()) {
      PrivateFiles.createDirectories(file);
      return;
    }
    PrivateFiles.createDirectories(Objects.requireNonNull(file.getParent()));
    if (entry.isSymbolicLink() || entry.isLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Path written = PrivateFiles.createFile(file);
    try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
      content.transferTo(Channels.newOutputStream(channel));
      if (file.getParent().endsWith("bin") || file.getParent().endsWith("lib")) {
        channel.force(true); // else a power cut leaves its name and not its content
      }
    }
    if ((entry.getMode() & OWNER_EXECUTES) != 0) {
      PrivateFiles.makeExecutable(file);
    }
  }
}
