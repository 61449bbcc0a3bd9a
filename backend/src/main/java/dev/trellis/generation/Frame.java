package dev.trellis.generation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;

/** One piece of the answer to a {@link ModelRequest}. */
record Frame(Kind kind, String text) {
  enum Kind {
    /** The next token as it is written. */
    TOKEN,
    /** A token of the text that the model never saw in training; comes before all else. */
    UNKNOWN,
    /** The likelihood of a label, a number, then a space, then the label. */
    LABEL,
    /** All is said. */
    END,
    /** The model is not loaded: ask again and say where its file is. */
    MODEL_NEEDED,
    /** The caller's mistake, in a sentence. */
    PROBLEM,
    /** The model is none that does what is asked, in a sentence. */
    UNSUITED,
    /** It went wrong, and why. */
    FAILED;

    /** Whether nothing follows. */
    boolean isLast() {
      return this != TOKEN && this != LABEL && this != UNKNOWN;
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(kind.ordinal());
    out.writeUTF(text);
  }

  static Frame read(DataInput in) throws IOException {
    int kind = in.readUnsignedByte();
    if (kind >= Kind.values().length) {
      throw new StreamCorruptedException("not a frame: " + kind);
    }
    return new Frame(Kind.values()[kind], in.readUTF());
  }
}
