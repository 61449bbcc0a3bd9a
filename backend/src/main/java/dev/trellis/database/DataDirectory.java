package dev.trellis.database;

import dev.trellis.home.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of the embedded PostgreSQL below {@code <home>/postgres}: its data and its password. A
 * server is started on them only once nobody can log in without the password.
 *
 * @param parent directory {@code postgres} of the home
 */
record DataDirectory(Path parent) {
  static final String MAJOR_VERSION = "17";
  private static final Logger log = LoggerFactory.getLogger(DataDirectory.class);
  private static final String INITIALIZING = "initializing-";

  /** Link in an unfinished data directory to the copy of the programs that initdb runs from. */
  private static final String COPY = "programs";

  private static final Pattern PASSWORD = Pattern.compile("[0-9a-f]{32,}");
  private static final int PASSWORD_BYTES = 24;

  /** initdb calls the server by way of a shell, and quotes its path with double quotes alone. */
  private static final Pattern BREAKS_QUOTES = Pattern.compile("[\"$`\\\\\\n]");

  /** Ways to log in without a password, or rules that lie elsewhere. */
  private static final Pattern NO_PASSWORD =
      Pattern.compile("\\b(trust|peer|ident|include\\w*)\\b", Pattern.CASE_INSENSITIVE);

  private static final List<String> ACCESS_RULES =
      List.of(
          "# written by Trellis: everybody needs the password",
          "local all all scram-sha-256",
          "host all all 127.0.0.1/32 scram-sha-256",
          "host all all ::1/128 scram-sha-256");

  Path data() {
    return parent.resolve("data");
  }

  private Path passwordFile() {
    return parent.resolve("password");
  }

  /** Refuses data of another major version of PostgreSQL, which the server could not read. */
  void checkVersion() throws IOException {
    Path file = data().resolve("PG_VERSION");
    String version = Files.exists(file) ? Files.readString(file).strip() : "";
    if (!version.isEmpty() && !version.equals(MAJOR_VERSION)) {
      throw new DatabaseStartException(
          "%s holds data of PostgreSQL %s, this Trellis brings %s: move it with pg_dump, or name a server of your own with --spring.datasource.url"
              .formatted(data(), version, MAJOR_VERSION));
    }
  }

  /**
   * Returns the password of user postgres. Afterwards, the data directory is complete and requires
   * the password from every user, even if an earlier start was interrupted.
   */
  String prepare(PostgresPrograms programs) throws IOException {
    deleteUnfinished();
    setAside();
    String password = password();
    if (!Files.exists(data())) {
      password = newPassword();
      PrivateFiles.write(passwordFile(), password);
      initialize(programs, password);
    } else if (password.isEmpty() || letsAnybodyIn()) {
      log.warn("Requiring a password for the embedded PostgreSQL data={}", data());
      resetPassword(programs);
    }
    return password.isEmpty() ? password() : password;
  }

  /** Gives user postgres the password of the file, or a new one if there is none. */
  void resetPassword(PostgresPrograms programs) throws IOException {
    String password = password().isEmpty() ? newPassword() : password();
    List<String> arguments =
        List.of("--single", "-D", data().toString(), "-c", "log_statement=none", "postgres");
    String statement = "alter role postgres login password '%s'\n".formatted(password);
    PostgresPrograms.Result result =
        programs.run("postgres", arguments, statement, parent.resolve("password.log"));
    result.check(
        "The password of the embedded PostgreSQL in %s could not be set".formatted(data()));
    Path rules = data().resolve("pg_hba.conf");
    if (letsAnybodyIn()) {
      replace(rules, String.join("\n", ACCESS_RULES) + "\n");
    }
    replace(passwordFile(), password);
  }

  /** Tests if {@code pg_hba.conf} has a rule without a password, or no rules. */
  private boolean letsAnybodyIn() throws IOException {
    Path rules = data().resolve("pg_hba.conf");
    if (!Files.isRegularFile(rules)) {
      return true;
    }
    List<String> lines =
        Files.readAllLines(rules).stream()
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(line -> !line.isEmpty())
            .toList();
    return lines.isEmpty() || lines.stream().anyMatch(NO_PASSWORD.asPredicate());
  }

  private String password() throws IOException {
    if (!Files.exists(passwordFile())) {
      return "";
    }
    String password = Files.readString(passwordFile()).strip();
    return PASSWORD.matcher(password).matches() ? password : "";
  }

  private static String newPassword() {
    byte[] secret = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }

  /** Runs initdb in a temporary directory, which is renamed when it is complete and on the disk. */
  private void initialize(PostgresPrograms programs, String password) throws IOException {
    Path unfinished = PrivateFiles.createTempDirectory(parent, INITIALIZING);
    Path data = unfinished.resolve("data");
    Path passwordFile = unfinished.resolve("password");
    PrivateFiles.write(passwordFile, password);
    initdb(programs, data, passwordFile, unfinished.resolve("log"));
    Files.writeString(data.resolve("pg_hba.conf"), String.join("\n", ACCESS_RULES) + "\n");
    force(data.resolve("pg_hba.conf"), StandardOpenOption.WRITE);
    Files.move(data, data(), StandardCopyOption.ATOMIC_MOVE);
    forceDirectory(parent);
    PrivateFiles.deleteAll(unfinished);
  }

  private static void initdb(PostgresPrograms programs, Path data, Path passwordFile, Path output)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-D", data.toString(), "-U", "postgres", "-A", "scram-sha-256"));
    arguments.addAll(List.of("--pwfile=" + passwordFile, "-E", "UTF8", "--no-instructions"));
    // sorted by code point and with Unicode's upper and lower case, on every machine alike
    arguments.add("--locale=C");
    arguments.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
    if (PostgresPrograms.isLinux()) {
      arguments.add("--sync-method=syncfs"); // the programs that were just unpacked as well
    }
    Path link = output.resolveSibling(COPY);
    try {
      boolean breaks = BREAKS_QUOTES.matcher(programs.directory().toString()).find();
      (breaks ? new PostgresPrograms(PostgresBinaries.createCopy(link)) : programs)
          .run("initdb", arguments, "", output)
          .check("The embedded PostgreSQL could not be initialized in " + data);
    } finally {
      PostgresBinaries.deleteCopy(link);
    }
  }

  /** Deletes directories of interrupted starts, unless an initdb still writes there. */
  private void deleteUnfinished() throws IOException {
    List<Path> unfinished;
    try (Stream<Path> all = Files.list(parent)) {
      unfinished =
          all.filter(path -> path.getFileName().toString().startsWith(INITIALIZING)).toList();
    }
    for (Path directory : unfinished) {
      try {
        PostgresBinaries.deleteCopy(directory.resolve(COPY));
        PrivateFiles.deleteAll(directory);
      } catch (IOException stillWritten) {
        log.info("Left an unfinished data directory for the next start directory={}", directory);
      }
    }
  }

  /** Renames a data directory on which no server ever ran: it may be incomplete. */
  private void setAside() throws IOException {
    if (Files.exists(data()) && !hasRun()) {
      Path aside = PrivateFiles.createTempDirectory(parent, "data-unfinished-");
      Files.move(data(), aside, StandardCopyOption.REPLACE_EXISTING);
      log.warn(
          "Set aside a data directory on which PostgreSQL has never run; delete it directory={}",
          aside);
    }
  }

  /** Tests for the file that PostgreSQL writes at each start, or the label of a base backup. */
  private boolean hasRun() {
    return Stream.of("postmaster.opts", "backup_label")
        .anyMatch(file -> Files.exists(data().resolve(file)));
  }

  private static void replace(Path file, String content) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    PrivateFiles.write(next, content);
    force(next, StandardOpenOption.WRITE);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void forceDirectory(Path directory) throws IOException {
    if (!System.getProperty("os.name").startsWith("Windows")) {
      force(directory, StandardOpenOption.READ);
    }
  }

  private static void force(Path file, StandardOpenOption access) throws IOException {
    try (FileChannel channel = FileChannel.open(file, access)) {
      channel.force(true);
    }
  }
}
