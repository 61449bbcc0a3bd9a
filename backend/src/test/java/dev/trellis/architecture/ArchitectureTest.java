package dev.trellis.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import dev.trellis.TrellisApplication;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Enforces the package table of docs/architecture.md: dependencies between packages, and use of
 * libraries.
 */
class ArchitectureTest {
  private static final String BASE = "dev.trellis.";

  private static final JavaClasses TRELLIS =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.trellis");

  /** Each package of the core with the packages it may use. Adapters may use their own feature. */
  private static final Map<String, List<String>> MAY_USE = new LinkedHashMap<>();

  static {
    MAY_USE.put("problem", List.of());
    MAY_USE.put("access", List.of("problem"));
    MAY_USE.put("home", List.of());
    MAY_USE.put("artifact", List.of("home"));
    MAY_USE.put("paging", List.of("problem"));
    MAY_USE.put("filter", List.of("problem"));
    MAY_USE.put("metric", List.of());
    MAY_USE.put("space", List.of());
    MAY_USE.put("search", List.of("space", "metric"));
    MAY_USE.put("stopping", List.of("metric"));
    MAY_USE.put("pruning", List.of("metric", "stopping"));
    MAY_USE.put("dataset", List.of("problem", "artifact", "home", "paging"));
    MAY_USE.put("training", List.of("space", "metric", "stopping", "dataset", "problem"));
    MAY_USE.put("training.dl4j", with("training"));
    MAY_USE.put(
        "experiment",
        List.of(
            "problem",
            "artifact",
            "home",
            "paging",
            "filter",
            "metric",
            "space",
            "search",
            "stopping",
            "pruning",
            "dataset",
            "training"));
    MAY_USE.put("execution", with("experiment", "launch"));
    MAY_USE.put(
        "generation", List.of("experiment", "training", "dataset", "problem", "home", "launch"));
    MAY_USE.put("dashboard", List.of("problem"));
    MAY_USE.put("database", List.of("home", "problem"));
    MAY_USE.put("terminal", List.of());
    MAY_USE.put("launch", List.of("access", "artifact", "home", "problem"));
    MAY_USE.put("api", List.of());
    MAY_USE.put(
        "configuration",
        List.of(
            "artifact", "dataset", "generation", "home", "launch", "training", "training.dl4j"));
    MAY_USE.put(
        "comparison", List.of("experiment", "metric", "space", "stopping", "problem", "paging"));
  }

  /** Returns the package, all packages that it may use, and the given other packages. */
  private static List<String> with(String name, String... others) {
    return Stream.of(Stream.of(name), MAY_USE.get(name).stream(), Stream.of(others))
        .flatMap(names -> names)
        .toList();
  }

  @Test
  void every_package_is_in_the_table() {
    classes()
        .that()
        .resideOutsideOfPackage("dev.trellis")
        .should(
            ArchCondition.from(
                DescribedPredicate.describe(
                    "be in a package of the table",
                    javaClass ->
                        MAY_USE.keySet().stream().anyMatch(name -> isOf(name, javaClass)))))
        .check(TRELLIS);
  }

  @Test
  void no_package_uses_the_root_package() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.trellis")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.trellis")
        .check(TRELLIS);
  }

  @Test
  void folders_have_at_most_20_files() throws IOException {
    for (String root : List.of("src", "../frontend/src", "../frontend/e2e", "../docs")) {
      try (Stream<Path> folders = Files.walk(Path.of(root)).filter(Files::isDirectory)) {
        assertThat(folders).allSatisfy(ArchitectureTest::hasAtMost20Files);
      }
    }
  }

  private static void hasAtMost20Files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder).filter(Files::isRegularFile)) {
      assertThat(files).hasSizeLessThanOrEqualTo(20);
    }
  }

  @TestFactory
  Stream<DynamicTest> every_package_uses_only_what_the_table_allows() {
    return MAY_USE.entrySet().stream()
        .map(
            row ->
                DynamicTest.dynamicTest(row.getKey(), () -> check(row.getKey(), row.getValue())));
  }

  private static void check(String name, List<String> mayUse) {
    List<String> allowed = new ArrayList<>(mayUse);
    allowed.add(name);
    noClasses()
        .that(resideInFeature(name))
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are of packages that " + name + " may not use",
                (JavaClass used) ->
                    used.getPackageName().startsWith(BASE)
                        && allowed.stream().noneMatch(feature -> isOf(feature, used))))
        .allowEmptyShould(true)
        .check(TRELLIS);
  }

  /** In the feature's package or one of its adapters; `training.dl4j` is a feature of its own. */
  private static DescribedPredicate<JavaClass> resideInFeature(String name) {
    return DescribedPredicate.describe("reside in " + name, javaClass -> isOf(name, javaClass));
  }

  private static boolean isOf(String feature, JavaClass javaClass) {
    String name = javaClass.getPackageName();
    return name.equals(BASE + feature)
        || (name.startsWith(BASE + feature + ".")
            && !(feature.equals("training") && name.startsWith(BASE + "training.dl4j")));
  }

  @Test
  void there_are_no_package_rings() {
    slices().matching("dev.trellis.(**)").should().beFreeOfCycles().check(TRELLIS);
  }

  @Test
  void the_core_knows_no_library() {
    noClasses()
        .that()
        .resideInAnyPackage(
            BASE + "problem",
            BASE + "metric",
            BASE + "space..",
            BASE + "search..",
            BASE + "stopping..",
            BASE + "pruning..",
            BASE + "training",
            BASE + "paging",
            BASE + "filter",
            BASE + "artifact")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("java..", "dev.trellis..", "org.jspecify..", "org.slf4j..")
        .check(TRELLIS);
  }

  @Test
  void only_training_dl4j_sees_deep_learning_libraries() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + "training.dl4j..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..", "org.bytedeco..")
        .check(TRELLIS);
  }

  @Test
  void only_artifact_s3_sees_the_s3_library() {
    noClasses()
        .that()
        .resideOutsideOfPackage(BASE + "artifact.s3..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon..")
        .check(TRELLIS);
  }

  @Test
  void sql_is_spoken_only_by_jdbc_adapters_and_the_database_wiring() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.trellis..jdbc..", BASE + "database..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..")
        .check(TRELLIS);
  }

  @Test
  void http_is_spoken_only_by_web_adapters() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.trellis..web..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework.web..", "jakarta.servlet..")
        .check(TRELLIS);
  }

  @Test
  void adapters_are_private_to_their_package() {
    classes()
        .that()
        .resideInAnyPackage("dev.trellis..jdbc", "dev.trellis..web")
        .and()
        .areTopLevelClasses()
        .should()
        .notBePublic()
        .allowEmptyShould(true)
        .check(TRELLIS);
  }

  @Test
  void time_and_chance_are_arguments() {
    noClasses()
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callConstructor(java.util.Random.class)
        .check(TRELLIS);
  }

  /**
   * Afterwards String.formatted and the formatting of all libraries are independent of the user's
   * language.
   */
  @Test
  void the_program_sets_the_root_locale_before_anything_else() {
    JavaMethod main = TRELLIS.get(TrellisApplication.class).getMethod("main", String[].class);
    JavaMethodCall first =
        main.getMethodCallsFromSelf().stream()
            .min(Comparator.comparingInt(JavaMethodCall::getLineNumber))
            .orElseThrow();
    assertThat(first.getTarget().getFullName())
        .isEqualTo("java.util.Locale.setDefault(java.util.Locale)");
    methods()
        .that()
        .haveName("main")
        .and()
        .arePublic()
        .and()
        .areStatic()
        .should()
        .beDeclaredIn(TrellisApplication.class)
        .check(TRELLIS);
  }

  @Test
  void text_follows_no_default_locale_and_no_default_charset() {
    noClasses()
        .should()
        .callMethod(String.class, "toLowerCase")
        .orShould()
        .callMethod(String.class, "toUpperCase")
        .orShould()
        .callMethod(String.class, "format", String.class, Object[].class)
        .orShould()
        .callMethod(PrintStream.class, "printf", String.class, Object[].class)
        .orShould()
        .callMethod(PrintStream.class, "format", String.class, Object[].class)
        .orShould()
        .callMethod(DateTimeFormatter.class, "ofPattern", String.class)
        .orShould()
        .callConstructor(DecimalFormat.class, String.class)
        .orShould()
        .callMethod(Locale.class, "getDefault")
        .orShould()
        .callMethod(String.class, "getBytes")
        .orShould()
        .callConstructor(String.class, byte[].class)
        .orShould()
        .callConstructor(InputStreamReader.class, InputStream.class)
        .orShould()
        .callConstructor(OutputStreamWriter.class, OutputStream.class)
        .orShould()
        .callConstructor(PrintStream.class, OutputStream.class)
        .check(TRELLIS);
  }

  @Test
  void names_say_what_a_class_is() {
    noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)").check(TRELLIS);
  }

  @Test
  void every_package_is_null_marked() {
    classes()
        .that()
        .haveSimpleName("package-info")
        .should()
        .beAnnotatedWith("org.jspecify.annotations.NullMarked")
        .check(TRELLIS);
  }
}
