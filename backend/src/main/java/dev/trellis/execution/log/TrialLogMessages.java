package dev.trellis.execution.log;

import dev.trellis.stopping.StopReason;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Formats the messages of trial logs. */
public final class TrialLogMessages {
  /** Is heard by {@link TrialLogs} and stands nowhere else. */
  public static final Logger NARRATION = LoggerFactory.getLogger("dev.trellis.trial");

  private static final MathContext DIGITS = new MathContext(5);

  private TrialLogMessages() {}

  /** Such as {@code val_loss 1.6623, val_accuracy 0.50139}; without those of single layers. */
  public static String tell(Map<String, Double> metrics) {
    return metrics.entrySet().stream()
        .filter(metric -> !metric.getKey().contains("/"))
        .map(metric -> metric.getKey() + " " + tell(metric.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** Such as {@code asha after epoch 2, with 2.3524 against 2.0256, 6 of 12 at rung 0}. */
  public static String tell(StopReason reason) {
    StringBuilder text =
        new StringBuilder("%s after epoch %d".formatted(reason.rule(), reason.step()));
    if (reason.value() != null) {
      text.append(", with ").append(tell(reason.value()));
    }
    if (reason.threshold() != null) {
      text.append(" against ").append(tell(reason.threshold()));
    }
    if (reason.rank() != null) {
      text.append(", ").append(reason.rank().phrase());
    }
    return text.toString();
  }

  private static String tell(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }
}
