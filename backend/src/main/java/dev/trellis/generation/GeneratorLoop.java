package dev.trellis.generation;

import dev.trellis.training.ModelFamilies;
import dev.trellis.training.inference.ClassifyingModel;
import dev.trellis.training.inference.GeneratingModel;
import dev.trellis.training.inference.TrainedModel;
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

/** Request loop of the generator process: loads models and answers requests one after another. */
public final class GeneratorLoop {
  private static final Logger log = LoggerFactory.getLogger(GeneratorLoop.class);
  private static final int TOKENS_SHOWN = 10;

  private final ModelFamilies families;
  private final int maxModels;
  private final long maxBytes;

  /**
   * @param maxModels maximum number of loaded models
   * @param maxBytes maximum total size of the files of the loaded models, in bytes
   */
  public GeneratorLoop(ModelFamilies families, int maxModels, long maxBytes) {
    this.families = families;
    this.maxModels = maxModels;
    this.maxBytes = maxBytes;
  }

  /** Answers requests until the request stream ends. */
  public void run(InputStream requests, OutputStream answers) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(requests));
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(answers));
    try (ModelCache models = new ModelCache(families, maxModels, maxBytes)) {
      for (ModelRequest request = readRequest(in); request != null; request = readRequest(in)) {
        answer(request, models, out).write(out);
        out.flush();
      }
    }
  }

  private static @Nullable ModelRequest readRequest(DataInputStream in) throws IOException {
    try {
      return ModelRequest.read(in);
    } catch (EOFException serverClosedStream) {
      return null;
    }
  }

  /** Writes all frames of the answer except the last frame, which it returns. */
  private static AnswerFrame answer(ModelRequest request, ModelCache models, DataOutputStream out)
      throws IOException {
    TrainedModel model;
    try {
      model = models.get(request.model());
      if (model == null && request.file().isEmpty()) {
        return new AnswerFrame(AnswerFrame.Kind.MODEL_NEEDED, "");
      }
      if (model == null) {
        model = models.load(request.model(), request.family(), Path.of(request.file()));
      }
    } catch (IOException | RuntimeException | OutOfMemoryError | LinkageError failure) {
      log.warn("Cannot load model; request fails model={}", request.model(), failure);
      return new AnswerFrame(
          AnswerFrame.Kind.FAILED, "The model cannot be loaded: " + failure.getMessage());
    }
    return switch (request.kind()) {
      case GENERATE ->
          model instanceof GeneratingModel generator
              ? generate(generator, request, out)
              : unsupported(request, "generate text; use the endpoint classify instead.");
      case CLASSIFY ->
          model instanceof ClassifyingModel classifier
              ? classify(classifier, request, out)
              : unsupported(request, "classify text; use the endpoint generate instead.");
    };
  }

  private static AnswerFrame unsupported(ModelRequest request, String operation) {
    return new AnswerFrame(
        AnswerFrame.Kind.UNSUPPORTED,
        "Models of the family %s cannot %s".formatted(request.family(), operation));
  }

  private static AnswerFrame classify(
      ClassifyingModel model, ModelRequest request, DataOutputStream out) throws IOException {
    Map<String, Double> probabilities;
    try {
      probabilities = model.classify(request.prompt(), request.tokens());
    } catch (IllegalArgumentException unreadable) {
      return new AnswerFrame(
          AnswerFrame.Kind.INVALID_REQUEST, String.valueOf(unreadable.getMessage()));
    }
    writeUnknownTokens(model, request, out);
    for (var label : probabilities.entrySet()) {
      new AnswerFrame(AnswerFrame.Kind.LABEL, label.getValue() + " " + label.getKey()).write(out);
    }
    return new AnswerFrame(AnswerFrame.Kind.END, "");
  }

  private static AnswerFrame generate(
      GeneratingModel model, ModelRequest request, DataOutputStream out) throws IOException {
    List<String> unknown = model.unreadableTokens(request.prompt());
    if (!unknown.isEmpty()) {
      return new AnswerFrame(AnswerFrame.Kind.INVALID_REQUEST, unreadablePrompt(unknown));
    }
    writeUnknownTokens(model, request, out);
    try (var text = model.continueText(request.prompt(), request.sampling())) {
      for (int token = 0; token < request.tokens(); token++) {
        new AnswerFrame(AnswerFrame.Kind.TOKEN, text.next()).write(out);
        out.flush();
      }
      return new AnswerFrame(AnswerFrame.Kind.END, "");
    }
  }

  private static void writeUnknownTokens(
      TrainedModel model, ModelRequest request, DataOutputStream out) throws IOException {
    for (String token : model.unknownTokens(request.prompt())) {
      new AnswerFrame(AnswerFrame.Kind.UNKNOWN_TOKEN, token).write(out);
    }
  }

  private static String unreadablePrompt(List<String> unknown) {
    String shown =
        String.join(", ", unknown.stream().limit(TOKENS_SHOWN).map("'%s'"::formatted).toList());
    String more =
        unknown.size() > TOKENS_SHOWN
            ? " and %d more".formatted(unknown.size() - TOKENS_SHOWN)
            : "";
    return "The prompt contains %s%s, which the model never saw in training; remove these tokens."
        .formatted(shown, more);
  }
}
