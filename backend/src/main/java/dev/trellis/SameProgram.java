package dev.trellis;

import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to start this very program once more, in another role. */
public final class SameProgram {
  /** System property: the main class where it is not Trellis's own. */
  public static final String MAIN = "trellis.main";

  /** System property of JavaCPP: directory that native libraries are unpacked to. */
  private static final String NATIVE_LIBRARIES = "org.bytedeco.javacpp.cachedir";

  /** Newer Java warns about native libraries and what they use, unless it is allowed. */
  private static final List<String> ACCESS_TO_NATIVE_CODE =
      Runtime.version().feature() >= 24
          ? List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
          : List.of();

  private SameProgram() {}

  /**
   * @param jvmOptions of the new process's JVM
   * @param role first argument of the program
   */
  public static List<String> command(List<String> jvmOptions, String role) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ACCESS_TO_NATIVE_CODE);
    String nativeLibraries = System.getProperty(NATIVE_LIBRARIES);
    if (nativeLibraries != null) {
      command.add("-D" + NATIVE_LIBRARIES + "=" + nativeLibraries);
    }
    command.addAll(jvmOptions);
    String classPath = System.getProperty("java.class.path");
    if (isPacked()) {
      command.addAll(List.of("-jar", classPath));
    } else {
      command.addAll(
          List.of("-cp", classPath, System.getProperty(MAIN, TrellisApplication.class.getName())));
    }
    command.add(role);
    return command;
  }

  /** Whether classes come from inside of the one jar, which only its own launcher can read. */
  private static boolean isPacked() {
    URL location = TrellisApplication.class.getProtectionDomain().getCodeSource().getLocation();
    return location.getProtocol().equals("jar");
  }
}
