package dev.trellis.space;

/** Scale of an axis: linear or logarithmic. */
public enum Scale {
  LINEAR,
  LOG
}
