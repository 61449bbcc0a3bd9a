package dev.trellis.launch;

/** Usage texts of {@code --help}. */
final class Usage {
  static final String SHORT =
      """
      Usage: java -jar trellis.jar [server | worker | demo] [--name=value]...
      Help:  java -jar trellis.jar --help\
      """;

  private static final String ALL =
      """
      Trellis: hyperparameter search and experiment tracking for recurrent text models.

      Usage: java -jar trellis.jar [COMMAND] [--name=value]...

      Commands:
        server     serves dashboard and API, and trains on this machine (the default)
        worker     trains trials for a server on another machine
        demo       starts a server, runs two small searches and shows the best trials
        token      prints a new random token for --trellis.access.token-file
        help       prints this text; 'help worker' prints the options of a command
        version    prints the version

      Options of every command:
        --trellis.home=DIR              directory of all data (~/.trellis)
        --spring.datasource.url=URL     external PostgreSQL: jdbc:postgresql://HOST/DATABASE
        --spring.datasource.username=   --spring.datasource.password=
        --trellis.worker.trials=N       concurrent trials (one per core)
        --trellis.worker.memory=8GB     native memory of all trials (60 % of the machine's)
        -h, --help                      -V, --version

      Each option may be an environment variable instead: TRELLIS_WORKER_TRIALS=4,
      SPRING_DATASOURCE_PASSWORD=... Use environment variables for passwords and tokens.
      Exit status: 0 success, 1 failure, 2 unknown command, option or setting.\
      """;

  private static final String SERVER =
      """
      Usage: java -jar trellis.jar [server] [--name=value]...

      Serves the dashboard and the API, and starts a worker process. Starts an embedded PostgreSQL
      unless --spring.datasource.url is set.

        --server.port=8080              port
        --server.address=127.0.0.1      address to listen on; non-loopback addresses need a token
        --trellis.access.token-file=FILE  file with the token that clients must send (at least 16
                                        characters); or the variable TRELLIS_ACCESS_TOKEN
        --trellis.worker.mode=process   worker of the server: process (child process), inline, none
        --trellis.home=DIR              directory of all data (~/.trellis)
        --trellis.worker.trials=N       concurrent trials on this machine (one per core)
        --spring.datasource.url=URL     external PostgreSQL: jdbc:postgresql://HOST/DATABASE
        --trellis.s3.bucket=NAME        S3 bucket for texts and models, instead of the home

      Data, logs, backup and all settings: docs/operations.md.\
      """;

  private static final String WORKER =
      """
      Usage: java -jar trellis.jar worker --spring.datasource.url=URL [--name=value]...

      Trains the trials of a server. A worker needs the server's database, and its home or bucket.

        --spring.datasource.url=URL     the server's PostgreSQL: jdbc:postgresql://HOST/DATABASE
        --spring.datasource.username=   --spring.datasource.password=
                                        preferably the variable SPRING_DATASOURCE_PASSWORD
        --trellis.home=DIR              the server's home, on a shared file system (~/.trellis)
        --trellis.s3.bucket=NAME        the server's S3 bucket for texts and models
        --trellis.worker.trials=N       concurrent trials (one per core), one native thread each
        --trellis.worker.memory=8GB     native memory of all trials (60 % of the machine's)

      The worker waits until a server has created the tables. All settings: docs/operations.md.\
      """;

  private static final String DEMO =
      """
      Usage: java -jar trellis.jar demo [--name=value]...

      Starts a server, runs two small searches over Moby-Dick and prints the best trials. In a
      terminal the server runs until you press Enter. The exit status is 1 if a search fails.

        --server.port=8080              port
        --trellis.home=DIR              directory of all data (~/.trellis)\
      """;

  private Usage() {}

  /**
   * Returns the usage text of a command.
   *
   * @param role name of the command; if it is blank, the text describes all commands
   */
  static String of(String role) {
    return switch (role) {
      case "server" -> SERVER;
      case "worker" -> WORKER;
      case "demo" -> DEMO;
      default -> ALL;
    };
  }
}
