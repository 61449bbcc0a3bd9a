package dev.trellis.training.dl4j.inference;

import dev.trellis.training.dl4j.natives.NativeThreads;
import dev.trellis.training.inference.GeneratingModel;
import dev.trellis.training.inference.SamplingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Trained language model, opened from its file. */
public record TrainedLanguageModel(ModelFile.Content content) implements GeneratingModel {
  public static TrainedLanguageModel open(Path file) throws IOException {
    NativeThreads.limitToOne();
    return new TrainedLanguageModel(ModelFile.read(file));
  }

  @Override
  public List<String> unreadableTokens(String text) {
    return content.vocabulary().unreadable(content.normalization().apply(text));
  }

  @Override
  public List<String> unknownTokens(String text) {
    return content.unknownTokens(text);
  }

  @Override
  public Continuation continueText(String prompt, SamplingSettings sampling) {
    int[] tokens = content.encode(prompt);
    return new TextGenerator(content.network(), content.vocabulary(), tokens, sampling);
  }

  @Override
  public void close() {
    content.network().close();
  }
}
