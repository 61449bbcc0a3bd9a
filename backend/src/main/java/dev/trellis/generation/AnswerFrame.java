package dev.trellis.generation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;

/** Part of the answer to a {@link ModelRequest}, sent by the generator process. */
record AnswerFrame(Kind kind, String text) {
  enum Kind {
    /** Next generated token, as text. */
    TOKEN,
    /** Token of the prompt that the model never saw in training; sent before all other kinds. */
    UNKNOWN_TOKEN,
    /** Probability of a label, followed by a space and the label. */
    LABEL,
    /** End of a complete answer. */
    END,
    /** Model not loaded: the server must send the request again with the path of the file. */
    MODEL_NEEDED,
    /** Error in the request; the text is the error message. */
    INVALID_REQUEST,
    /** Operation that the model family does not support; the text is the error message. */
    UNSUPPORTED,
    /** Failure of the generator process; the text is the error message. */
    FAILED;

    /** Returns true if no frame follows. */
    boolean isLast() {
      return this != TOKEN && this != LABEL && this != UNKNOWN_TOKEN;
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(kind.ordinal());
    out.writeUTF(text);
  }

  static AnswerFrame read(DataInput in) throws IOException {
    int kind = in.readUnsignedByte();
    if (kind >= Kind.values().length) {
      throw new StreamCorruptedException(
          "Frame kind is %d; expected 0 to %d".formatted(kind, Kind.values().length - 1));
    }
    return new AnswerFrame(Kind.values()[kind], in.readUTF());
  }
}
