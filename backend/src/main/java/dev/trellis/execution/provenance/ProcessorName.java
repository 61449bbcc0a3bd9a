package dev.trellis.execution.provenance;

import dev.trellis.execution.provenance.Provenance.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the name of the processor. */
final class ProcessorName {
  private static final Path LINUX = Path.of("/proc/cpuinfo");
  private static final Pattern COLON = Pattern.compile("\\s*:\\s*");
  private static final Pattern VECTORS =
      Pattern.compile("sse4_.|avx.*|fma|f16c|amx.*|asimd.*|sve.*");

  private ProcessorName() {}

  static Machine read() {
    String os =
        String.join(
            " ",
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("os.arch"));
    List<String> lines = lines();
    return new Machine(os, model(lines), features(lines));
  }

  private static List<String> lines() {
    try {
      return Files.isReadable(LINUX) ? Files.readAllLines(LINUX) : List.of();
    } catch (IOException unknown) {
      return List.of();
    }
  }

  private static String model(List<String> lines) {
    return values(lines, "model name")
        .findFirst()
        .orElseGet(() -> System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", "unknown"));
  }

  private static List<String> features(List<String> lines) {
    return Stream.concat(values(lines, "flags"), values(lines, "Features"))
        .limit(1)
        .flatMap(flags -> Stream.of(flags.split(" ")))
        .filter(flag -> VECTORS.matcher(flag).matches())
        .sorted()
        .toList();
  }

  private static Stream<String> values(List<String> lines, String key) {
    return lines.stream()
        .map(line -> COLON.split(line, 2))
        .filter(pair -> pair.length == 2 && pair[0].equals(key))
        .map(pair -> pair[1]);
  }
}
