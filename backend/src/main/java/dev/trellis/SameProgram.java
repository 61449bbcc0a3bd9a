package dev.trellis;

import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How to start this very program once more, in another role. */
public final class SameProgram {
  /** System property: the main class where it is not Trellis's own. */
  public static final String MAIN = "trellis.main";

  private SameProgram() {}

  /**
   * @param jvmOptions of the new process's JVM
   * @param role first argument of the program
   */
  public static List<String> command(List<String> jvmOptions, String role) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
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
