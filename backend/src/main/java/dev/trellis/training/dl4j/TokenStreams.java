package dev.trellis.training.dl4j;

record TokenStreams(int[] tokens, int streams, int length) {
  int count() {
    return (tokens.length - 1) / streams / length;
  }

  int[][] inputs(int batch) {
    return cut(batch, 0);
  }

  int[][] targets(int batch) {
    return cut(batch, 1);
  }

  private int[][] cut(int batch, int ahead) {
    int streamLength = (tokens.length - 1) / streams;
    int[][] cut = new int[streams][];
    for (int stream = 0; stream < streams; stream++) {
      int from = stream * streamLength + batch * length + ahead;
      cut[stream] = java.util.Arrays.copyOfRange(tokens, from, from + length);
    }
    return cut;
  }
}
