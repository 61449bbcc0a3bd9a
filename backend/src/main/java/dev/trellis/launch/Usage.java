package dev.trellis.launch;

/** The texts that {@code --help} prints. */
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
        help       prints this text; 'help worker' that of a command
        version    prints the version

      Options of every command:
        --trellis.home=DIR              where everything is kept (~/.trellis)
        --spring.datasource.url=URL     your own PostgreSQL: jdbc:postgresql://HOST/DATABASE
        --spring.datasource.username=   --spring.datasource.password=
        --trellis.worker.trials=N       trials at once (one per core)
        --trellis.worker.memory=8GB     native memory of all trials together (60 % of the machine's)
        -h, --help                      -V, --version

      An option is a variable of the environment as well: TRELLIS_WORKER_TRIALS=4,
      SPRING_DATASOURCE_PASSWORD=... Use the environment for passwords and tokens.
      Exit status: 0 success, 1 failure, 2 unknown command, option or setting.\
      """;

  private static final String SERVER =
      """
      Usage: java -jar trellis.jar [server] [--name=value]...

      Serves the dashboard and the API, keeps a worker process beside itself, and without
      --spring.datasource.url a PostgreSQL of its own as well.

        --server.port=8080              port
        --server.address=127.0.0.1      address to listen on; others than this machine's need a token
        --trellis.access.token-file=FILE  file with the token that clients send (at least 16
                                        characters); or TRELLIS_ACCESS_TOKEN in the environment
        --trellis.worker.mode=process   where trials train: process, inline, or none
        --trellis.home=DIR              where everything is kept (~/.trellis)
        --trellis.worker.trials=N       trials at once on this machine (one per core)
        --spring.datasource.url=URL     your own PostgreSQL: jdbc:postgresql://HOST/DATABASE
        --trellis.s3.bucket=NAME        texts and models in a bucket instead of the home

      Data, logs, backup and all settings: docs/operations.md.\
      """;

  private static final String WORKER =
      """
      Usage: java -jar trellis.jar worker --spring.datasource.url=URL [--name=value]...

      Trains the trials of a server. It needs the server's database, and its home or bucket.

        --spring.datasource.url=URL     the server's PostgreSQL: jdbc:postgresql://HOST/DATABASE
        --spring.datasource.username=   --spring.datasource.password=
                                        better SPRING_DATASOURCE_PASSWORD
        --trellis.home=DIR              the server's home, on a shared file system (~/.trellis)
        --trellis.s3.bucket=NAME        or the bucket that the server keeps texts and models in
        --trellis.worker.trials=N       trials at once (one per core), one native thread each
        --trellis.worker.memory=8GB     native memory of all trials together (60 % of the machine's)

      The worker waits for a server to create the tables. All settings: docs/operations.md.\
      """;

  private static final String DEMO =
      """
      Usage: java -jar trellis.jar demo [--name=value]...

      Starts a server, runs two small searches over Moby-Dick and prints the best trials. At a
      terminal the dashboard stays open until you press Enter. Exit status 1 if a search fails.

        --server.port=8080              port
        --trellis.home=DIR              where everything is kept (~/.trellis)\
      """;

  private Usage() {}

  /**
   * @param role a command, or blank for all of them
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
