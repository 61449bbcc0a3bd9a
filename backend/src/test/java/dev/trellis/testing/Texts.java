package dev.trellis.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/** Small texts to train on, made here: learnable, and the same every time. */
public final class Texts {
  private static final List<String> SUBJECTS = List.of("the cat", "a dog", "the old man", "she");
  private static final List<String> VERBS = List.of("sees", "likes", "feeds", "follows");
  private static final List<String> OBJECTS = List.of("the bird", "a fish", "the moon", "him");

  private Texts() {}

  /** Sentences of a toy grammar, of about that many characters. */
  public static byte[] sentences(int characters) {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder text = new StringBuilder();
    while (text.length() < characters) {
      text.append(pick(SUBJECTS, random)).append(' ');
      text.append(pick(VERBS, random)).append(' ');
      text.append(pick(OBJECTS, random)).append(".\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String pick(List<String> words, SplittableRandom random) {
    return words.get(random.nextInt(words.size()));
  }
}
