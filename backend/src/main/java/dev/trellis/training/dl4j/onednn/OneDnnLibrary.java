package dev.trellis.training.dl4j.onednn;

import java.util.Optional;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/** The native library in this process: its engine, or why there is none. */
final class OneDnnLibrary {
  private static final OneDnnLibrary LOADED = load();

  private final @Nullable engine cpu;
  private final @Nullable String problem;

  private OneDnnLibrary(@Nullable engine cpu, @Nullable String problem) {
    this.cpu = cpu;
    this.problem = problem;
  }

  /** Why the library cannot be used; empty where it can. */
  static Optional<String> problem() {
    return Optional.ofNullable(LOADED.problem);
  }

  /** The processor, as oneDNN sees it; holds no state, so all threads may share it. */
  static engine cpu() {
    engine cpu = LOADED.cpu;
    if (cpu == null) {
      throw new IllegalStateException("oneDNN is not there: " + LOADED.problem);
    }
    return cpu;
  }

  private static OneDnnLibrary load() {
    try {
      Loader.load(dnnl.class);
      return new OneDnnLibrary(new engine(engine.kind.cpu, 0), null);
    } catch (LinkageError | RuntimeException notLoaded) {
      return new OneDnnLibrary(null, notLoaded.toString());
    }
  }
}
