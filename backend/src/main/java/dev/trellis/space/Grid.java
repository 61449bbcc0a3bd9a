package dev.trellis.space;

import dev.trellis.space.expression.Expression;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The distinct feasible points of a countable search space. Parameters that are connected by
 * conditions or constraints form a block, whose combinations are checked one by one. The index of a
 * point, written in the mixed radix of the block sizes, gives the index within each block. A
 * parameter without connections is a block that needs no check, so its axis may have any size.
 *
 * <p>Points that differ only in inactive parameters count as one point.
 */
public final class Grid {
  /** Maximum number of combinations of a block that are checked. */
  public static final long MAX_COMBINATIONS = 100_000;

  private final SearchSpace space;
  private final List<Block> blocks;

  private Grid(SearchSpace space, List<Block> blocks) {
    this.space = space;
    this.blocks = blocks;
  }

  static Grid of(SearchSpace space) {
    List<Block> blocks = new ArrayList<>();
    for (Set<String> names : connectedNames(space)) {
      List<Parameter> axes =
          space.parameters().stream()
              .filter(parameter -> names.contains(parameter.name()))
              .toList();
      blocks.add(
          axes.size() == 1 && isIndependent(space, names)
              ? singleBlock(axes)
              : checkedBlock(space, axes));
    }
    return new Grid(space, blocks);
  }

  /**
   * Returns a point. The first parameter varies slowest.
   *
   * @throws IllegalArgumentException if the index is not from 0 to {@link #size} - 1
   */
  public Assignment pointAt(BigInteger index) {
    if (index.signum() < 0 || index.compareTo(size()) >= 0) {
      throw new IllegalArgumentException(
          "point index is %d; the grid has %d points, from 0".formatted(index, size()));
    }
    Map<String, Object> values = new HashMap<>();
    BigInteger remaining = index;
    for (int i = blocks.size() - 1; i >= 0; i--) {
      BigInteger[] quotient =
          remaining.divideAndRemainder(BigInteger.valueOf(blocks.get(i).size()));
      values.putAll(blocks.get(i).values(quotient[1].longValueExact()));
      remaining = quotient[0];
    }
    return space.assign(parameter -> values.get(parameter.name()));
  }

  public BigInteger size() {
    return blocks.stream()
        .map(block -> BigInteger.valueOf(block.size()))
        .reduce(BigInteger.ONE, BigInteger::multiply);
  }

  /**
   * Returns the names of the parameters of each block, in the order of the first parameter of each
   * block.
   */
  private static List<Set<String>> connectedNames(SearchSpace space) {
    List<Set<String>> groups = new ArrayList<>();
    space
        .parameters()
        .forEach(parameter -> groups.add(new LinkedHashSet<>(Set.of(parameter.name()))));
    connections(space).forEach(connection -> connect(groups, connection));
    return groups;
  }

  private static Stream<Set<String>> connections(SearchSpace space) {
    Stream<Set<String>> conditions =
        space.conditions().stream()
            .map(
                condition -> {
                  Set<String> names = new HashSet<>(condition.when().parameterNames());
                  names.add(condition.parameter());
                  return names;
                });
    return Stream.concat(conditions, space.constraints().stream().map(Expression::parameterNames));
  }

  private static void connect(List<Set<String>> groups, Set<String> connection) {
    List<Set<String>> overlapping =
        groups.stream().filter(names -> names.stream().anyMatch(connection::contains)).toList();
    for (Set<String> other :
        overlapping.subList(Math.min(1, overlapping.size()), overlapping.size())) {
      overlapping.get(0).addAll(other);
      groups.remove(other);
    }
  }

  private static boolean isIndependent(SearchSpace space, Set<String> names) {
    return connections(space)
        .noneMatch(connection -> connection.stream().anyMatch(names::contains));
  }

  private static Block singleBlock(List<Parameter> axes) {
    return new Block(axes, new long[0], axes.get(0).gridSize());
  }

  private static Block checkedBlock(SearchSpace space, List<Parameter> axes) {
    BigInteger combinations =
        axes.stream()
            .map(axis -> BigInteger.valueOf(axis.gridSize()))
            .reduce(BigInteger.ONE, BigInteger::multiply);
    if (combinations.compareTo(BigInteger.valueOf(MAX_COMBINATIONS)) > 0) {
      throw new IllegalArgumentException(
          "conditions and constraints connect %s, which makes %,d combinations to check; at most %,d are allowed"
              .formatted(
                  String.join(", ", axes.stream().map(Parameter::name).toList()),
                  combinations,
                  MAX_COMBINATIONS));
    }
    long[] points = new BlockEnumerator(space, axes).feasiblePoints(combinations.intValueExact());
    return new Block(axes, points, points.length);
  }

  /**
   * A set of connected parameters with its points.
   *
   * @param points indices of the points in the mixed radix of the axes; empty if every combination
   *     is a point
   */
  private record Block(List<Parameter> axes, long[] points, long size) {
    Map<String, Object> values(long index) {
      Map<String, Object> values = new HashMap<>();
      long remaining = points.length == 0 ? index : points[Math.toIntExact(index)];
      for (int i = axes.size() - 1; i >= 0; i--) {
        Parameter axis = axes.get(i);
        values.put(axis.name(), axis.gridValue(remaining % axis.gridSize()));
        remaining /= axis.gridSize();
      }
      return values;
    }
  }
}
