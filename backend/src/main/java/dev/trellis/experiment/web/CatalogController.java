package dev.trellis.experiment.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.trellis.dataset.text.TokenUnit;
import dev.trellis.experiment.submission.SubmissionFormat;
import dev.trellis.experiment.submission.SubmissionSchema;
import dev.trellis.experiment.submission.space.Distribution;
import dev.trellis.pruning.PrunerKind;
import dev.trellis.pruning.Pruners;
import dev.trellis.search.SearchStrategies;
import dev.trellis.stopping.StoppingRules;
import dev.trellis.training.EpochMetric;
import dev.trellis.training.Hyperparameter;
import dev.trellis.training.ModelFamilies;
import dev.trellis.training.ModelFamily;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Endpoints that describe the submission format. */
@RestController
@RequestMapping("/api/v1")
class CatalogController {
  private final ModelFamilies families;
  private final SubmissionSchema schema;

  CatalogController(ModelFamilies families, SubmissionSchema schema) {
    this.families = families;
    this.schema = schema;
  }

  /**
   * Returns search methods, model families with their hyperparameters, stopping rules, pruners and
   * limits. The new experiment page is built from it.
   */
  @GetMapping("/catalog")
  CatalogResponse getCatalog() {
    return new CatalogResponse(
        SearchStrategies.all().stream()
            .map(strategy -> new CatalogEntry(strategy.name(), strategy.description()))
            .toList(),
        families.all().stream().map(FamilyResponse::of).toList(),
        Arrays.stream(Distribution.values()).map(Distribution::word).toList(),
        StoppingRules.DESCRIPTIONS.entrySet().stream()
            .map(rule -> new CatalogEntry(rule.getKey(), rule.getValue()))
            .toList(),
        Pruners.all().stream().map(PrunerResponse::of).toList(),
        SubmissionFormat.limits());
  }

  /**
   * Returns the submission format as JSON Schema 2020-12. Editors use it for completion and
   * validation.
   */
  @GetMapping(path = "/schema/experiment")
  Map<String, Object> getSubmissionSchema() {
    return schema.tree();
  }

  /**
   * Everything that a submission can choose from.
   *
   * @param methods Search strategies.
   * @param families Model families.
   * @param distributions Names of the distributions of a parameter.
   * @param stoppingRules Stopping rules.
   * @param pruners Pruners.
   * @param limits Largest allowed values, by name.
   */
  record CatalogResponse(
      List<CatalogEntry> methods,
      List<FamilyResponse> families,
      List<String> distributions,
      List<CatalogEntry> stoppingRules,
      List<PrunerResponse> pruners,
      Map<String, Long> limits) {}

  /**
   * Named choice.
   *
   * @param name Name, as a submission writes it.
   * @param description Description.
   */
  record CatalogEntry(String name, String description) {}

  /**
   * Pruner and its settings.
   *
   * @param name Name, as a submission writes it.
   * @param description Description.
   * @param pauses {@code true} if trials pause at rungs until their rank is known.
   * @param settings Settings.
   */
  record PrunerResponse(
      String name, String description, boolean pauses, List<SettingResponse> settings) {
    static PrunerResponse of(PrunerKind kind) {
      return new PrunerResponse(
          kind.name(),
          kind.description(),
          kind.pausesTrials(),
          kind.settings().stream().map(SettingResponse::of).toList());
    }
  }

  /**
   * Integer setting of a pruner.
   *
   * @param name Name, as a submission writes it.
   * @param description Description.
   * @param fallback Value if the submission has none.
   * @param low Smallest allowed value.
   * @param high Largest allowed value.
   */
  record SettingResponse(
      String name, String description, @JsonProperty("default") int fallback, int low, int high) {
    static SettingResponse of(PrunerKind.Setting setting) {
      return new SettingResponse(
          setting.name(),
          setting.description(),
          setting.defaultValue(),
          setting.low(),
          setting.high());
    }
  }

  /**
   * Model family.
   *
   * @param name Name, as a submission writes it.
   * @param description Description.
   * @param units Token units: {@code char} or {@code word}.
   * @param hyperparameters Hyperparameters.
   * @param metrics Metrics that are recorded after each epoch.
   */
  record FamilyResponse(
      String name,
      String description,
      List<String> units,
      List<HyperparameterResponse> hyperparameters,
      List<MetricResponse> metrics) {
    static FamilyResponse of(ModelFamily family) {
      return new FamilyResponse(
          family.name(),
          family.description(),
          Arrays.stream(TokenUnit.values()).map(unit -> lowerCase(unit)).toList(),
          family.hyperparameters().stream().map(HyperparameterResponse::of).toList(),
          family.metrics().stream().map(MetricResponse::of).toList());
    }
  }

  /**
   * Hyperparameter of a model family.
   *
   * @param name Name, as a submission writes it.
   * @param type {@code real}, {@code whole} or {@code word}.
   * @param description Description.
   * @param defaultValue Value if the submission has none.
   * @param low Lower bound; {@code null} for words.
   * @param lowIncluded {@code true} if the lower bound itself is allowed; {@code null} for words.
   * @param high Largest allowed value; {@code null} for words.
   * @param allowed Allowed words; {@code null} for numbers.
   */
  record HyperparameterResponse(
      String name,
      String type,
      String description,
      @JsonProperty("default") Object defaultValue,
      @Nullable Double low,
      @Nullable Boolean lowIncluded,
      @Nullable Double high,
      @Nullable List<String> allowed) {

    static HyperparameterResponse of(Hyperparameter definition) {
      if (definition instanceof Hyperparameter.Real real) {
        return number(definition, "real", real.low(), real.lowIncluded(), real.high());
      }
      if (definition instanceof Hyperparameter.Whole whole) {
        return number(definition, "whole", whole.low(), true, whole.high());
      }
      List<String> allowed = ((Hyperparameter.Word) definition).allowed();
      return new HyperparameterResponse(
          definition.name(),
          "word",
          definition.description(),
          definition.defaultValue(),
          null,
          null,
          null,
          allowed);
    }

    private static HyperparameterResponse number(
        Hyperparameter definition, String type, double low, boolean lowIncluded, double high) {
      return new HyperparameterResponse(
          definition.name(),
          type,
          definition.description(),
          definition.defaultValue(),
          low,
          lowIncluded,
          high,
          null);
    }
  }

  /**
   * Metric of a model family.
   *
   * @param name Name.
   * @param unit Unit.
   * @param goal {@code minimize} or {@code maximize}.
   * @param description Description.
   */
  record MetricResponse(String name, String unit, String goal, String description) {
    static MetricResponse of(EpochMetric metric) {
      return new MetricResponse(
          metric.name(), metric.unit(), lowerCase(metric.goal()), metric.description());
    }
  }

  private static String lowerCase(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
