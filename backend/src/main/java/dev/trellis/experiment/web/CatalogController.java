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

/** What a submission may ask for, read from the registries. */
@RestController
@RequestMapping("/api/v1")
class CatalogController {
  private final ModelFamilies families;
  private final SubmissionSchema schema;

  CatalogController(ModelFamilies families, SubmissionSchema schema) {
    this.families = families;
    this.schema = schema;
  }

  @GetMapping("/catalog")
  CatalogResponse catalog() {
    return new CatalogResponse(
        SearchStrategies.all().stream()
            .map(strategy -> new Entry(strategy.name(), strategy.description()))
            .toList(),
        families.all().stream().map(FamilyResponse::of).toList(),
        Arrays.stream(Distribution.values()).map(Distribution::word).toList(),
        StoppingRules.DESCRIPTIONS.entrySet().stream()
            .map(rule -> new Entry(rule.getKey(), rule.getValue()))
            .toList(),
        Pruners.all().stream().map(PrunerResponse::of).toList(),
        SubmissionFormat.limits());
  }

  /** The submission format as JSON Schema 2020-12, for editors and other programs. */
  @GetMapping(path = "/schema/experiment")
  Map<String, Object> schema() {
    return schema.tree();
  }

  record CatalogResponse(
      List<Entry> methods,
      List<FamilyResponse> families,
      List<String> distributions,
      List<Entry> stoppingRules,
      List<PrunerResponse> pruners,
      Map<String, Long> limits) {}

  record Entry(String name, String description) {}

  /**
   * @param pauses whether trials wait at rungs
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

  /** A whole number that may be set. */
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
   * @param type {@code real}, {@code whole} or {@code word}
   * @param lowIncluded whether {@code low} itself is allowed
   * @param allowed the words; null for numbers
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
