package dev.trellis.dataset;

public class Datasets {
  public Dataset get(String n) {
    return new Dataset(n, n);
  }

  public String text(String n) {
    return n;
  }
}
