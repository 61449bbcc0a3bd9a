package dev.trellis.training.dl4j.natives;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu;
import org.nd4j.linalg.factory.Nd4j;

/** Versions of the numerical libraries in this process, for the provenance record. */
public final class NativeLibraries {
  private NativeLibraries() {}

  /**
   * Returns the version of each library, the native build of ND4J, and the native threads per
   * trial.
   */
  public static Map<String, String> versions() {
    NativeThreads.limitToOne();
    Map<String, String> versions = new TreeMap<>();
    versions.put("deeplearning4j", version("org.deeplearning4j", "deeplearning4j-nn"));
    versions.put("nd4j", version("org.nd4j", "nd4j-native"));
    versions.put("onednn", version("org.bytedeco", "dnnl"));
    versions.put("openblas", version("org.bytedeco", "openblas"));
    versions.put("nd4j_build", nativeBuild());
    versions.put("threads", Integer.toString(Nd4j.getEnvironment().maxThreads()));
    return versions;
  }

  private static String version(String group, String artifact) {
    try {
      return Loader.getVersion(group, artifact);
    } catch (IOException unknown) {
      return "unknown";
    }
  }

  /**
   * Returns the Maven classifier of the loaded native library, such as {@code linux-x86_64-avx2}.
   */
  private static String nativeBuild() {
    String platform = Loader.getPlatform();
    String library = System.mapLibraryName("nd4jcpu");
    return Stream.of("", "-avx2", "-avx512", "-onednn")
        .map(extension -> platform + extension)
        .filter(build -> Nd4jCpu.class.getResource(build + "/" + library) != null)
        .findFirst()
        .orElse(platform);
  }
}
