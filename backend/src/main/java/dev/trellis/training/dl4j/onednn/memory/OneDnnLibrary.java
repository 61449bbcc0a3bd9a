package dev.trellis.training.dl4j.onednn.memory;

import java.util.Optional;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;

/** The native oneDNN library of this process. */
public final class OneDnnLibrary {
  private static final OneDnnLibrary LOADED = load();

  private final @Nullable engine cpu;
  private final @Nullable String loadError;

  private OneDnnLibrary(@Nullable engine cpu, @Nullable String loadError) {
    this.cpu = cpu;
    this.loadError = loadError;
  }

  /** Returns the error if the library could not be loaded; empty if it is available. */
  public static Optional<String> loadError() {
    return Optional.ofNullable(LOADED.loadError);
  }

  /**
   * Returns the CPU engine. It has no state, so all threads may share it.
   *
   * @throws IllegalStateException if the library could not be loaded
   */
  public static engine cpu() {
    engine cpu = LOADED.cpu;
    if (cpu == null) {
      throw new IllegalStateException("oneDNN is not available: " + LOADED.loadError);
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
