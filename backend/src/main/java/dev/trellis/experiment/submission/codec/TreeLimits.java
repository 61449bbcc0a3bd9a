package dev.trellis.experiment.submission.codec;

import java.util.List;
import java.util.Map;

/** Bounds the work a tree can make: how deep, how many keys, how long its texts. */
public final class TreeLimits {
  static final int DEPTH = 20;
  public static final int KEYS = 1_000;
  static final int TEXT = 10_000;

  private int keys;

  private TreeLimits() {}

  /** Adds a violation at the first place beyond a limit. */
  public static void check(Node root) {
    new TreeLimits().fits(root, 0);
  }

  private boolean fits(Node node, int depth) {
    if (depth > DEPTH) {
      node.reject("nested too deeply; %d levels are allowed".formatted(DEPTH));
      return false;
    }
    if (node.value() instanceof Map<?, ?> map) {
      keys += map.size();
      if (keys > KEYS) {
        node.reject("too many keys; %d are allowed in all".formatted(KEYS));
        return false;
      }
      return node.keys().stream()
          .allMatch(key -> shortEnough(node, key) && fits(node.child(key), depth + 1));
    }
    if (node.value() instanceof List) {
      return node.items().stream().allMatch(item -> fits(item, depth + 1));
    }
    return !(node.value() instanceof String text) || shortEnough(node, text);
  }

  private static boolean shortEnough(Node node, String text) {
    if (text.length() > TEXT) {
      node.reject("a text of %d characters; %d are allowed".formatted(text.length(), TEXT));
    }
    return text.length() <= TEXT;
  }
}
