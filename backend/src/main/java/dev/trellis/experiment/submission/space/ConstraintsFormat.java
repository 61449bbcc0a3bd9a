package dev.trellis.experiment.submission.space;

import dev.trellis.experiment.submission.codec.Key;
import dev.trellis.experiment.submission.codec.ListType;
import dev.trellis.experiment.submission.codec.Node;
import dev.trellis.experiment.submission.codec.Suggestions;
import dev.trellis.experiment.submission.codec.TextType;
import dev.trellis.search.Feasibility;
import dev.trellis.space.Choice;
import dev.trellis.space.Condition;
import dev.trellis.space.Parameter;
import dev.trellis.space.SearchSpace;
import dev.trellis.space.expression.Expression;
import dev.trellis.space.expression.ExpressionSyntaxException;
import dev.trellis.space.expression.Type;
import dev.trellis.training.ModelFamily;
import dev.trellis.training.Requirement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keys that bind parameters: {@code when} in a parameter, {@code constraints} beside all of them.
 */
public final class ConstraintsFormat {
  public static final Key<List<String>> CONSTRAINTS =
      Key.optional(
          "constraints",
          "What has to hold of a trial's parameters, such as layers * hidden_units <= 1024.",
          new ListType<>(new TextType(Expression.MAX_LENGTH)));
  static final Key<String> WHEN =
      Key.optional(
          "when",
          "Where it varies, such as layers > 1; elsewhere it has its default.",
          new TextType(Expression.MAX_LENGTH));

  private ConstraintsFormat() {}

  /**
   * The space with the constraints of a submission, and those of the family that matter to it. A
   * stored submission has both among its constraints.
   */
  public static SearchSpace bound(SearchSpace space, ModelFamily family, Node root) {
    Set<Expression> constraints = new LinkedHashSet<>();
    if (CONSTRAINTS.read(root).isPresent()) {
      for (Node node : root.child(CONSTRAINTS.name()).items()) {
        expression(node, space.parameters()).ifPresent(constraints::add);
      }
    }
    for (Requirement requirement : family.requirements()) {
      if (!root.findings().isStored() && mayBeChosen(requirement, space)) {
        checkPossible(requirement, space, root);
        String text =
            "%s != '%s' or %s"
                .formatted(
                    requirement.hyperparameter(), requirement.value(), requirement.condition());
        constraints.add(Expression.parse(text, types(space.parameters())));
      }
    }
    return new SearchSpace(space.parameters(), space.conditions(), List.copyOf(constraints));
  }

  private static boolean mayBeChosen(Requirement requirement, SearchSpace space) {
    return space.parameters().stream()
        .filter(one -> one.name().equals(requirement.hyperparameter()))
        .anyMatch(
            one ->
                one instanceof Choice choice
                    ? choice.values().contains(requirement.value())
                    : one.valueAt(0).equals(requirement.value()));
  }

  private static void checkPossible(Requirement requirement, SearchSpace space, Node root) {
    Expression condition = Expression.parse(requirement.condition(), types(space.parameters()));
    List<Parameter> asked =
        space.parameters().stream()
            .filter(one -> condition.parameterNames().contains(one.name()))
            .toList();
    if (Feasibility.estimateFraction(new SearchSpace(asked, List.of(), List.of(condition))) == 0) {
      root.child("parameters")
          .child(requirement.hyperparameter())
          .reject(
              "%s is allowed where %s, and next to no trial of these parameters is so; give %s values that agree"
                  .formatted(
                      requirement.value(),
                      condition,
                      String.join(" and ", condition.parameterNames())));
    }
  }

  /** The condition written at a place, if there is one and it is right. */
  static Optional<Expression> when(Node mapping, List<Parameter> parameters) {
    return WHEN.read(mapping).flatMap(text -> expression(mapping.child(WHEN.name()), parameters));
  }

  private static Optional<Expression> expression(Node node, List<Parameter> parameters) {
    Map<String, Type> names = types(parameters);
    try {
      Expression expression = Expression.parse(String.valueOf(node.value()).strip(), names);
      if (expression.parameterNames().isEmpty()) {
        node.reject("it looks at no parameter, so it always says the same");
        return Optional.empty();
      }
      return Optional.of(expression);
    } catch (ExpressionSyntaxException mistake) {
      String what =
          mistake.unknownName() == null
              ? String.valueOf(mistake.getMessage())
              : Suggestions.unknown(
                  mistake.unknownName(), names.keySet().stream().sorted().toList());
      node.reject("character %d: %s".formatted(mistake.position(), what));
      return Optional.empty();
    }
  }

  private static Map<String, Type> types(List<Parameter> parameters) {
    return parameters.stream().collect(Collectors.toMap(Parameter::name, Parameter::type));
  }

  public static void write(Map<String, Object> tree, SearchSpace space) {
    List<String> texts = space.constraints().stream().map(Expression::toString).toList();
    CONSTRAINTS.write(tree, texts.isEmpty() ? null : texts);
  }

  /** Puts a parameter's condition beside how it varies. */
  static void writeWhen(Map<String, Object> parameter, String name, SearchSpace space) {
    for (Condition condition : space.conditions()) {
      if (condition.parameter().equals(name)) {
        WHEN.write(parameter, condition.when().toString());
      }
    }
  }
}
