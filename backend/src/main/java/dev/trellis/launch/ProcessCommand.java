package dev.trellis.launch;

import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the command line that starts this program in another process, in another role.
 *
 * @param mainClass main class of the program
 */
public record ProcessCommand(String mainClass) {
  /** System property of JavaCPP: directory into which native libraries are unpacked. */
  private static final String NATIVE_LIBRARIES = "org.bytedeco.javacpp.cachedir";

  /** Options that Java 24 and newer need to load native libraries without warnings. */
  private static final List<String> NATIVE_ACCESS =
      Runtime.version().feature() >= 24
          ? List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
          : List.of();

  /**
   * Returns the command line as a mutable list.
   *
   * @param jvmOptions options of the JVM of the new process
   * @param role first argument of the program
   */
  public List<String> command(List<String> jvmOptions, String role) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(NATIVE_ACCESS);
    String nativeLibraries = System.getProperty(NATIVE_LIBRARIES);
    if (nativeLibraries != null) {
      command.add("-D" + NATIVE_LIBRARIES + "=" + nativeLibraries);
    }
    command.addAll(jvmOptions);
    String classPath = System.getProperty("java.class.path");
    command.addAll(
        isPackaged() ? List.of("-jar", classPath) : List.of("-cp", classPath, mainClass));
    command.add(role);
    return command;
  }

  /** Returns true if the classes are inside the executable jar, which only its launcher reads. */
  private static boolean isPackaged() {
    URL location = ProcessCommand.class.getProtectionDomain().getCodeSource().getLocation();
    return location.getProtocol().equals("jar");
  }
}
