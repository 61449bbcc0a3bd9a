package dev.trellis.generation;

import dev.trellis.training.inference.SamplingSettings;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Request of the server to the generator process. It is sent as primitive values, without object
 * serialization.
 *
 * @param kind requested operation
 * @param family name of the model family
 * @param model artifact key of the model
 * @param file path of the model file; empty if the model must already be loaded
 * @param prompt text to continue, or text to classify
 * @param tokens number of tokens to generate, or maximum number of tokens to classify
 * @param sampling sampling settings; unused when classifying
 */
record ModelRequest(
    Kind kind,
    String family,
    String model,
    String file,
    String prompt,
    int tokens,
    SamplingSettings sampling) {

  enum Kind {
    GENERATE,
    CLASSIFY
  }

  ModelRequest withFile(String file) {
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
        new SamplingSettings(in.readDouble(), in.readInt(), in.readLong()));
  }
}
