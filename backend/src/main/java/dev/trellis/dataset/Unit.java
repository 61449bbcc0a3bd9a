package dev.trellis.dataset;

/** What counts as one token of a text. */
public enum Unit {
  CHAR,
  WORD
}
