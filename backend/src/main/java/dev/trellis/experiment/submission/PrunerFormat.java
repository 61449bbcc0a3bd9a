package dev.trellis.experiment.submission;

import dev.trellis.experiment.submission.codec.ChoiceType;
import dev.trellis.experiment.submission.codec.IntegerType;
import dev.trellis.experiment.submission.codec.Key;
import dev.trellis.experiment.submission.codec.Node;
import dev.trellis.experiment.submission.codec.Section;
import dev.trellis.experiment.submission.codec.ValueType;
import dev.trellis.experiment.submission.spec.SearchOptions.PrunerChoice;
import dev.trellis.pruning.PrunerKind;
import dev.trellis.pruning.PrunerKind.Setting;
import dev.trellis.pruning.PrunerSettings;
import dev.trellis.pruning.Pruners;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A pruner by its name, or with settings: {@code {type: asha, reduction_factor: 4}}. */
record PrunerFormat() implements ValueType<PrunerChoice> {
  private static final Key<PrunerKind> TYPE =
      Key.required("type", "The kind of pruner.", ChoiceType.of(Pruners.all(), PrunerKind::name));

  @Override
  public Optional<PrunerChoice> read(Node node) {
    if (node.value() instanceof String) {
      return TYPE.type().read(node).map(kind -> choice(kind, Map.of()));
    }
    if (!(node.value() instanceof Map)) {
      node.reject(
          "%s stands where a pruner is needed; write its name, or {type: asha, ...}"
              .formatted(node.shown()));
      return Optional.empty();
    }
    return TYPE.read(node).flatMap(kind -> section(kind).read(node).map(valid -> read(kind, node)));
  }

  private static PrunerChoice read(PrunerKind kind, Node node) {
    Map<String, Integer> given = new TreeMap<>();
    for (Setting setting : kind.settings()) {
      key(setting).read(node).ifPresent(value -> given.put(setting.name(), value.intValue()));
    }
    return choice(kind, given);
  }

  /** Returns the choice, with defaults for missing settings. */
  static PrunerChoice choice(PrunerKind kind, Map<String, Integer> given) {
    Map<String, Integer> values = new TreeMap<>();
    kind.settings().forEach(setting -> values.put(setting.name(), setting.defaultValue()));
    values.putAll(given);
    return new PrunerChoice(kind.name(), new PrunerSettings(values));
  }

  static Key<Long> key(Setting setting) {
    return Key.defaulting(
        setting.name(),
        (long) setting.defaultValue(),
        setting.description(),
        new IntegerType(setting.low(), setting.high()));
  }

  private static Section section(PrunerKind kind) {
    List<Key<?>> keys = new ArrayList<>(List.of(TYPE));
    kind.settings().forEach(setting -> keys.add(key(setting)));
    return Section.of(keys.toArray(Key<?>[]::new));
  }

  @Override
  public Object write(PrunerChoice choice) {
    Map<String, Object> tree = new LinkedHashMap<>();
    PrunerKind kind = Pruners.findByName(choice.kind()).orElseThrow();
    TYPE.write(tree, kind);
    for (Setting setting : kind.settings()) {
      key(setting).write(tree, (long) choice.settings().get(setting.name()));
    }
    return tree;
  }

  @Override
  public Map<String, Object> schema() {
    List<Object> forms = new ArrayList<>();
    forms.add(TYPE.type().schema());
    for (PrunerKind kind : Pruners.all()) {
      Map<String, Object> form = new LinkedHashMap<>(section(kind).schema());
      form.put("description", kind.description());
      Map<String, Object> properties = new LinkedHashMap<>();
      section(kind).keys().forEach(key -> properties.put(key.name(), key.schema()));
      properties.put(TYPE.name(), Map.of("const", kind.name()));
      form.put("properties", properties);
      forms.add(form);
    }
    return Map.of("anyOf", forms);
  }
}
