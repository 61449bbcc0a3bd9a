package dev.trellis.terminal;

import dev.trellis.terminal.TrellisClient.Experiment;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Command {@code java -jar trellis.jar demo}: submits two small searches over a sample text, prints
 * their progress and the best trials. If standard input is a terminal, the server runs until Enter
 * is pressed. The exit status is 0 if all searches completed, else 1.
 */
@Component
@Profile("demo")
class Demo {
  private static final long REFRESH_MILLIS = 1_000;

  private final ApplicationContext application;
  private final Environment environment;
  private final JsonMapper json;
  private final PrintStream out = System.out;

  Demo(ApplicationContext application, Environment environment, JsonMapper json) {
    this.application = application;
    this.environment = environment;
    this.json = json;
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    new Thread(this::runAndExit, "demo").start();
  }

  private void runAndExit() {
    int status = 1;
    try {
      status = run() ? 0 : 1;
    } catch (IOException | RuntimeException e) {
      out.println("The demo failed: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    int result = status;
    System.exit(SpringApplication.exit(application, () -> result));
  }

  /** Returns true if all searches completed. */
  private boolean run() throws IOException, InterruptedException {
    URI server =
        URI.create("http://localhost:" + environment.getRequiredProperty("local.server.port"));
    TrellisClient client = new TrellisClient(server, json);
    out.println("Trellis is running. Watch the searches at " + server + "\n");
    List<Experiment> finished = new ArrayList<>();
    for (byte[] submission : submissions()) {
      Experiment experiment = client.submit(submission);
      out.println(experiment.name() + ": " + server + "/experiments/" + experiment.id());
      finished.add(awaitEnd(client, experiment));
    }
    new TrialTable(client).print(finished, out);
    awaitEnter(server);
    return finished.stream().allMatch(experiment -> experiment.state().equals("COMPLETED"));
  }

  private static List<byte[]> submissions() throws IOException {
    var resources = new PathMatchingResourcePatternResolver().getResources("classpath:demo/*.yaml");
    List<byte[]> submissions = new ArrayList<>();
    for (var resource : resources) {
      submissions.add(resource.getContentAsByteArray());
    }
    return submissions;
  }

  private Experiment awaitEnd(TrellisClient client, Experiment experiment)
      throws InterruptedException {
    ProgressLine line = new ProgressLine(out, System.console() != null);
    Experiment current = experiment;
    while (!current.isOver()) {
      Thread.sleep(REFRESH_MILLIS);
      current = client.experiment(experiment.id());
      line.show(current);
    }
    line.end();
    return current;
  }

  private void awaitEnter(URI server) throws IOException {
    if (System.console() != null) {
      out.println("\nThe dashboard is available at " + server + ". Press Enter to stop.");
      System.in.read();
    }
  }
}
