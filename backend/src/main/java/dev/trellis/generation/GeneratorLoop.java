package dev.trellis.generation;

import dev.trellis.training.ClassifyingModel;
import dev.trellis.training.GeneratingModel;
import dev.trellis.training.ModelFamilies;
import dev.trellis.training.TrainedModel;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the process does that holds the models: answers one request after the other. */
public final class GeneratorLoop {
  private static final Logger log = LoggerFactory.getLogger(GeneratorLoop.class);
  private static final int TOKENS_SHOWN = 10;

  private final ModelFamilies families;
  private final int mostModels;
  private final long mostBytes;

  /**
   * @param mostModels how many stay loaded
   * @param mostBytes how large their files are together
   */
  public GeneratorLoop(ModelFamilies families, int mostModels, long mostBytes) {
    this.families = families;
    this.mostModels = mostModels;
    this.mostBytes = mostBytes;
  }

  /** Until the requests end. */
  public void run(InputStream requests, OutputStream answers) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(requests));
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(answers));
    try (OpenModels models = new OpenModels(families, mostModels, mostBytes)) {
      for (ModelRequest request = next(in); request != null; request = next(in)) {
        last(request, models, out).write(out);
        out.flush();
      }
    }
  }

  private static @Nullable ModelRequest next(DataInputStream in) throws IOException {
    try {
      return ModelRequest.read(in);
    } catch (EOFException theServerIsGone) {
      return null;
    }
  }

  /** Writes tokens; the frame after them is left to the caller. */
  private static Frame last(ModelRequest request, OpenModels models, DataOutputStream out)
      throws IOException {
    TrainedModel model;
    try {
      model = models.get(request.model());
      if (model == null && request.file().isEmpty()) {
        return new Frame(Frame.Kind.MODEL_NEEDED, "");
      }
      if (model == null) {
        model = models.load(request.model(), request.family(), Path.of(request.file()));
      }
    } catch (IOException | RuntimeException | OutOfMemoryError | LinkageError failure) {
      log.warn("the model {} cannot be loaded", request.model(), failure);
      return new Frame(Frame.Kind.FAILED, "The model cannot be loaded: " + failure.getMessage());
    }
    return switch (request.kind()) {
      case GENERATE ->
          model instanceof GeneratingModel writer
              ? write(writer, request, out)
              : unsuited(request, "write no text; this one may be asked to classify.");
      case CLASSIFY ->
          model instanceof ClassifyingModel judge
              ? classify(judge, request, out)
              : unsuited(request, "give no labels; this one may be asked to generate.");
    };
  }

  private static Frame unsuited(ModelRequest request, String what) {
    return new Frame(
        Frame.Kind.UNSUITED, "Models of the family %s %s".formatted(request.family(), what));
  }

  private static Frame classify(ClassifyingModel model, ModelRequest request, DataOutputStream out)
      throws IOException {
    Map<String, Double> likelihoods;
    try {
      likelihoods = model.classify(request.prompt(), request.tokens());
    } catch (IllegalArgumentException unreadable) {
      return new Frame(Frame.Kind.PROBLEM, String.valueOf(unreadable.getMessage()));
    }
    writeUnknown(model, request, out);
    for (var label : likelihoods.entrySet()) {
      new Frame(Frame.Kind.LABEL, label.getValue() + " " + label.getKey()).write(out);
    }
    return new Frame(Frame.Kind.END, "");
  }

  private static Frame write(GeneratingModel model, ModelRequest request, DataOutputStream out)
      throws IOException {
    List<String> unknown = model.unreadableTokens(request.prompt());
    if (!unknown.isEmpty()) {
      return new Frame(Frame.Kind.PROBLEM, unknownTokens(unknown));
    }
    writeUnknown(model, request, out);
    try (var text = model.continueText(request.prompt(), request.sampling())) {
      for (int token = 0; token < request.tokens(); token++) {
        new Frame(Frame.Kind.TOKEN, text.next()).write(out);
        out.flush();
      }
      return new Frame(Frame.Kind.END, "");
    }
  }

  private static void writeUnknown(TrainedModel model, ModelRequest request, DataOutputStream out)
      throws IOException {
    for (String token : model.unknownTokens(request.prompt())) {
      new Frame(Frame.Kind.UNKNOWN, token).write(out);
    }
  }

  private static String unknownTokens(List<String> unknown) {
    String shown =
        String.join(", ", unknown.stream().limit(TOKENS_SHOWN).map("'%s'"::formatted).toList());
    String more =
        unknown.size() > TOKENS_SHOWN
            ? " and %d more".formatted(unknown.size() - TOKENS_SHOWN)
            : "";
    return "The model never saw %s%s in training and cannot read the prompt; leave them out."
        .formatted(shown, more);
  }
}
