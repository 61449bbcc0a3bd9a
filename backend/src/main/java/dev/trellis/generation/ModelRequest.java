package dev.trellis.generation;

import dev.trellis.training.Sampling;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What the server asks of the process that holds the models. It goes as plain values; nothing is
 * turned into an object by itself.
 *
 * @param kind of what is asked
 * @param family of the model
 * @param model under which key it is known
 * @param file where to load it from; empty to use it only if it is loaded
 * @param prompt the text to go on with, or to classify
 * @param tokens how many to write, or to read of what is to be classified
 * @param sampling how to draw them
 */
record ModelRequest(
    Kind kind,
    String family,
    String model,
    String file,
    String prompt,
    int tokens,
    Sampling sampling) {

  enum Kind {
    GENERATE,
    CLASSIFY
  }

  ModelRequest from(String file) {
    return new ModelRequest(kind, family, model, file, prompt, tokens, sampling);
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(kind.ordinal());
    out.writeUTF(family);
    out.writeUTF(model);
    out.writeUTF(file);
    out.writeUTF(prompt);
    out.writeInt(tokens);
    out.writeDouble(sampling.temperature());
    out.writeInt(sampling.topK());
    out.writeLong(sampling.seed());
  }

  static ModelRequest read(DataInput in) throws IOException {
    return new ModelRequest(
        Kind.values()[in.readUnsignedByte()],
        in.readUTF(),
        in.readUTF(),
        in.readUTF(),
        in.readUTF(),
        in.readInt(),
        new Sampling(in.readDouble(), in.readInt(), in.readLong()));
  }
}
