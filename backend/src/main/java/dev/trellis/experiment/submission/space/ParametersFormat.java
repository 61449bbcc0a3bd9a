package dev.trellis.experiment.submission.space;

import dev.trellis.experiment.submission.codec.Key;
import dev.trellis.experiment.submission.codec.Node;
import dev.trellis.experiment.submission.codec.Section;
import dev.trellis.experiment.submission.codec.ValueType;
import dev.trellis.space.Condition;
import dev.trellis.space.Constant;
import dev.trellis.space.Parameter;
import dev.trellis.space.SearchSpace;
import dev.trellis.training.Hyperparameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Parameters by the names of a family's hyperparameters. The parsed space has all hyperparameters:
 * the submitted ones in their order, then the others at their defaults.
 */
public record ParametersFormat(List<Hyperparameter> hyperparameters)
    implements ValueType<SearchSpace> {
  private static final String EPOCHS =
      "the number of epochs is not a parameter here; write early_stopping: {max_epochs: ...}";
  private static final String SEED = "the seed is not a parameter here; write seed beside method";
  private static final Map<String, String> REFUSED =
      Map.of("epochs", EPOCHS, "max_epochs", EPOCHS, "num_epochs", EPOCHS, "seed", SEED);

  @Override
  public Optional<SearchSpace> read(Node node) {
    return section().read(node).map(this::space);
  }

  private SearchSpace space(Node node) {
    Map<String, Parameter> written = new LinkedHashMap<>();
    for (String key : node.keys()) {
      if (format(key).isEmpty()) {
        checkStill(node.child(key));
      }
      format(key)
          .flatMap(format -> format.read(node.child(key)))
          .ifPresent(parameter -> written.put(key, parameter));
    }
    List<Parameter> all = new ArrayList<>(written.values());
    defaults().filter(rest -> !written.containsKey(rest.name())).forEach(all::add);
    return new SearchSpace(all, conditions(node, all), List.of());
  }

  /** A hyperparameter that there is no more is left out of a stored space, unless it varies. */
  private static void checkStill(Node unknown) {
    boolean isConstant = !(unknown.value() instanceof Map<?, ?> how) || how.get("value") != null;
    if (!isConstant) {
      unknown.reject("it varies, and this version has no such hyperparameter");
    }
  }

  private List<Condition> conditions(Node node, List<Parameter> all) {
    List<Condition> conditions = new ArrayList<>();
    for (Hyperparameter one : hyperparameters) {
      ConstraintsFormat.when(node.child(one.name()), all)
          .map(when -> new Condition(one.name(), when, one.defaultValue()))
          .ifPresent(conditions::add);
    }
    try {
      return new SearchSpace(all, conditions, List.of()).conditions();
    } catch (IllegalArgumentException ring) {
      node.reject(ring.getMessage() + "; a parameter may vary by others that do not vary by it");
      return List.of();
    }
  }

  /** Nothing varies. */
  public SearchSpace still() {
    return new SearchSpace(defaults().toList());
  }

  private Stream<Parameter> defaults() {
    return hyperparameters.stream().map(one -> new Constant(one.name(), one.defaultValue()));
  }

  private Optional<ParameterFormat<?>> format(String name) {
    return hyperparameters.stream()
        .filter(hyperparameter -> hyperparameter.name().equals(name))
        .<ParameterFormat<?>>map(ParameterFormat::of)
        .findFirst();
  }

  private Section section() {
    List<Key<?>> keys = new ArrayList<>();
    for (Hyperparameter one : hyperparameters) {
      keys.add(Key.optional(one.name(), one.description(), ParameterFormat.of(one)));
    }
    return new Section(keys, Set.of(), REFUSED);
  }

  @Override
  public Object write(SearchSpace space) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (Parameter parameter : space.parameters()) {
      format(parameter.name())
          .ifPresent(format -> tree.put(parameter.name(), write(format, parameter, space)));
    }
    return tree;
  }

  private static Map<String, Object> write(
      ParameterFormat<?> format, Parameter parameter, SearchSpace space) {
    Map<String, Object> tree = format.tree(parameter);
    ConstraintsFormat.writeWhen(tree, parameter.name(), space);
    return tree;
  }

  @Override
  public Map<String, Object> schema() {
    return section().schema();
  }
}
