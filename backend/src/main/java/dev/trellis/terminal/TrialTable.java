package dev.trellis.terminal;

import dev.trellis.terminal.TrellisClient.Experiment;
import dev.trellis.terminal.TrellisClient.Trial;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Table of the five best trials of all searches of the demo. */
final class TrialTable {
  private static final int ROWS = 5;
  private static final String HEAD = "%-22s %5s %9s %5s  %-13s %9s %12s %7s%n";
  private static final String ROW = "%-22s %5d %9.4f %5d  %-13.5f %9s %12s %6.0fs%n";

  private final TrellisClient client;

  TrialTable(TrellisClient client) {
    this.client = client;
  }

  private record Row(Experiment experiment, Trial trial, double value) {}

  void print(List<Experiment> experiments, PrintStream out) {
    out.println("Best trials, by validation loss in nats per character:");
    out.printf(
        Locale.ROOT,
        HEAD,
        "experiment",
        "trial",
        "val_loss",
        "epoch",
        "learning_rate",
        "minibatch",
        "hidden_units",
        "time");
    experiments.stream()
        .flatMap(
            experiment ->
                client.bestTrials(experiment.id(), ROWS).stream()
                    .flatMap(trial -> row(experiment, trial).stream()))
        .sorted(Comparator.comparingDouble(Row::value))
        .limit(ROWS)
        .forEach(row -> print(row, out));
  }

  private static List<Row> row(Experiment experiment, Trial trial) {
    Double value = trial.bestValue();
    return value == null ? List.of() : List.of(new Row(experiment, trial, value));
  }

  private static void print(Row row, PrintStream out) {
    Trial trial = row.trial();
    Integer step = trial.bestStep();
    Double seconds = trial.seconds();
    out.printf(
        Locale.ROOT,
        ROW,
        row.experiment().name(),
        trial.number(),
        row.value(),
        step == null ? 0 : step,
        trial.real("learning_rate"),
        trial.parameters().get("minibatch_size"),
        trial.parameters().get("hidden_units"),
        seconds == null ? 0 : seconds);
  }
}
