package dev.trellis.space;

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
 * The points of a countable search space that may be tried, each once. Parameters that conditions
 * or constraints tie together form a block, whose combinations are checked one by one; the number
 * of a point, written in the mixed radix of the blocks' sizes, is its place in each of them. A
 * parameter on its own is a block that needs no checking, so a free axis may be of any length.
 *
 * <p>Of points that differ in inactive parameters alone, there is one.
 */
public final class Grid {
  /** The most combinations of a block that are checked. */
  public static final long MOST_CHECKED = 100_000;

  private final SearchSpace space;
  private final List<Block> blocks;

  private Grid(SearchSpace space, List<Block> blocks) {
    this.space = space;
    this.blocks = blocks;
  }

  static Grid of(SearchSpace space) {
    List<Block> blocks = new ArrayList<>();
    for (Set<String> names : ties(space)) {
      List<Parameter> axes =
          space.parameters().stream().filter(one -> names.contains(one.name())).toList();
      blocks.add(axes.size() == 1 && isFree(space, names) ? free(axes) : checked(space, axes));
    }
    return new Grid(space, blocks);
  }

  /**
   * The first parameter varies slowest.
   *
   * @throws IllegalArgumentException for a number that is not from 0 to {@link #size} - 1
   */
  public Assignment point(BigInteger number) {
    if (number.signum() < 0 || number.compareTo(size()) >= 0) {
      throw new IllegalArgumentException("the grid has no point number " + number);
    }
    Map<String, Object> values = new HashMap<>();
    BigInteger rest = number;
    for (int i = blocks.size() - 1; i >= 0; i--) {
      BigInteger[] split = rest.divideAndRemainder(BigInteger.valueOf(blocks.get(i).size()));
      values.putAll(blocks.get(i).values(split[1].longValueExact()));
      rest = split[0];
    }
    return space.assign(parameter -> values.get(parameter.name()));
  }

  public BigInteger size() {
    return blocks.stream()
        .map(block -> BigInteger.valueOf(block.size()))
        .reduce(BigInteger.ONE, BigInteger::multiply);
  }

  /** Names of parameters tied together, in the order of their first. */
  private static List<Set<String>> ties(SearchSpace space) {
    List<Set<String>> ties = new ArrayList<>();
    space.parameters().forEach(one -> ties.add(new LinkedHashSet<>(Set.of(one.name()))));
    bonds(space).forEach(bond -> tie(ties, bond));
    return ties;
  }

  private static Stream<Set<String>> bonds(SearchSpace space) {
    Stream<Set<String>> conditions =
        space.conditions().stream()
            .map(
                condition -> {
                  Set<String> names = new HashSet<>(condition.when().names());
                  names.add(condition.parameter());
                  return names;
                });
    return Stream.concat(conditions, space.constraints().stream().map(one -> one.names()));
  }

  private static void tie(List<Set<String>> ties, Set<String> bond) {
    List<Set<String>> touched =
        ties.stream().filter(names -> names.stream().anyMatch(bond::contains)).toList();
    for (Set<String> other : touched.subList(Math.min(1, touched.size()), touched.size())) {
      touched.get(0).addAll(other);
      ties.remove(other);
    }
  }

  private static boolean isFree(SearchSpace space, Set<String> names) {
    return bonds(space).noneMatch(bond -> bond.stream().anyMatch(names::contains));
  }

  private static Block free(List<Parameter> axes) {
    return new Block(axes, new long[0], axes.get(0).gridSize());
  }

  private static Block checked(SearchSpace space, List<Parameter> axes) {
    BigInteger combinations =
        axes.stream()
            .map(axis -> BigInteger.valueOf(axis.gridSize()))
            .reduce(BigInteger.ONE, BigInteger::multiply);
    if (combinations.compareTo(BigInteger.valueOf(MOST_CHECKED)) > 0) {
      throw new IllegalArgumentException(
          "conditions and constraints tie %s together, which makes %,d combinations to check; at most %,d are checked"
              .formatted(
                  String.join(", ", axes.stream().map(Parameter::name).toList()),
                  combinations,
                  MOST_CHECKED));
    }
    long[] points = new BlockCheck(space, axes).points(combinations.intValueExact());
    return new Block(axes, points, points.length);
  }

  /**
   * @param points combinations that may be tried, each in the mixed radix of its axes; empty where
   *     all may
   */
  private record Block(List<Parameter> axes, long[] points, long size) {
    Map<String, Object> values(long place) {
      Map<String, Object> values = new HashMap<>();
      long rest = points.length == 0 ? place : points[Math.toIntExact(place)];
      for (int i = axes.size() - 1; i >= 0; i--) {
        Parameter axis = axes.get(i);
        values.put(axis.name(), axis.gridValue(rest % axis.gridSize()));
        rest /= axis.gridSize();
      }
      return values;
    }
  }
}
