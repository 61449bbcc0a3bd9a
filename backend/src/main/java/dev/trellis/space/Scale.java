package dev.trellis.space;

/** How equal steps along an axis translate to its values. */
public enum Scale {
  LINEAR,
  LOG
}
