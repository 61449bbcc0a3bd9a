package dev.trellis.launch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

/**
 * Describes every failure in one sentence: the description of a specific analyzer, or the message
 * of the root cause if no analyzer applies. Without an analysis, Spring Boot would print a stack
 * trace.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class StartFailureAnalyzer implements FailureAnalyzer {
  private static final String ACTION =
      "To print the stack trace, add --logging.level.org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter=debug.";

  private final @Nullable BeanFactory beans;
  private final @Nullable Environment environment;

  StartFailureAnalyzer(@Nullable BeanFactory beans, @Nullable Environment environment) {
    this.beans = beans;
    this.environment = environment;
  }

  @Override
  public FailureAnalysis analyze(Throwable failure) {
    for (FailureAnalyzer analyzer : others()) {
      FailureAnalysis analysis = analyzer.analyze(failure);
      if (analysis != null) {
        return analysis;
      }
    }
    return describeRootCause(failure);
  }

  /** Returns the analyzers of Trellis and of Spring Boot, in their order. */
  private List<FailureAnalyzer> others() {
    ArgumentResolver arguments =
        ArgumentResolver.ofSupplied(BeanFactory.class, () -> beans)
            .andSupplied(Environment.class, () -> environment);
    return SpringFactoriesLoader.forDefaultResourceLocation(getClass().getClassLoader())
        .load(FailureAnalyzer.class, arguments, (type, name, notCreated) -> {})
        .stream()
        .filter(analyzer -> !(analyzer instanceof StartFailureAnalyzer))
        .toList();
  }

  private static FailureAnalysis describeRootCause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    String description =
        message == null || message.isBlank()
            ? cause.toString()
            : "%s (%s)".formatted(message, cause.getClass().getSimpleName());
    return new FailureAnalysis(description, ACTION, failure);
  }
}
