package dev.trellis.terminal;

import dev.trellis.terminal.TrellisClient.Best;
import dev.trellis.terminal.TrellisClient.Experiment;
import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Progress bar of a search. At a terminal the line is overwritten; otherwise a new line is printed
 * when the text changes.
 */
final class ProgressLine {
  private static final int BAR_CELLS = 20;

  private final PrintStream out;
  private final boolean inPlace;
  private String shown = "";

  ProgressLine(PrintStream out, boolean inPlace) {
    this.out = out;
    this.inPlace = inPlace;
  }

  void show(Experiment experiment) {
    String line = inPlace ? text(experiment) + timeLeft(experiment) : text(experiment);
    if (line.equals(shown)) {
      return;
    }
    if (inPlace) {
      out.print("\r" + line + " ".repeat(Math.max(0, shown.length() - line.length())));
    } else {
      out.println(line);
    }
    out.flush();
    shown = line;
  }

  void end() {
    if (inPlace) {
      out.println();
    }
    out.println();
  }

  static String text(Experiment experiment) {
    long over = experiment.trials().over();
    long planned = experiment.trials().planned();
    int cells = (int) (BAR_CELLS * over / Math.max(1, planned));
    String bar = "#".repeat(cells) + ".".repeat(BAR_CELLS - cells);
    return "  [%s] %d of %d trials%s".formatted(bar, over, planned, best(experiment.best()));
  }

  private static String best(@Nullable Best best) {
    return best == null
        ? ""
        : String.format(
            Locale.ROOT,
            ", best %.4f (trial %d, epoch %d)",
            best.value(),
            best.number(),
            best.step());
  }

  private static String timeLeft(Experiment experiment) {
    Double seconds = experiment.secondsLeft();
    if (seconds == null || experiment.isOver()) {
      return "";
    }
    return seconds < 90
        ? ", about %.0f s left".formatted(seconds)
        : ", about %.0f min left".formatted(seconds / 60);
  }
}
