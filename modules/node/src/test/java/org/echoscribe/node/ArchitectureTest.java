package org.echoscribe.node;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the table of modules (docs/architecture.md): arrows point downwards only, and each library has one home. */
class ArchitectureTest {

    private static final Path MODULES = Path.of("..");

    /** Each module and the modules that it may use. */
    private static final Map<String, Set<String>> MAY_USE = new LinkedHashMap<>();

    static {
        MAY_USE.put("vocabulary", Set.of());
        MAY_USE.put("statistics", Set.of());
        MAY_USE.put("dicom", Set.of());
        MAY_USE.put("imaging", Set.of("vocabulary", "dicom"));
        MAY_USE.put("inference", Set.of("vocabulary"));
        MAY_USE.put("journal", Set.of("vocabulary"));
        MAY_USE.put("report", Set.of("vocabulary", "dicom"));
        MAY_USE.put("phantom", Set.of("vocabulary", "dicom"));
        MAY_USE.put("pipeline", Set.of("vocabulary", "dicom", "imaging", "inference", "journal", "report"));
        MAY_USE.put("study", Set.of("vocabulary", "statistics", "dicom", "imaging", "inference", "phantom"));
        MAY_USE.put(
                "node",
                Set.of(
                        "vocabulary",
                        "statistics",
                        "dicom",
                        "imaging",
                        "inference",
                        "journal",
                        "report",
                        "phantom",
                        "pipeline"));
    }

    /** Each third-party library's packages and the modules that may import them. */
    private static final Map<String, Set<String>> HOMES = new LinkedHashMap<>();

    static {
        HOMES.put("org.apache.commons.statistics..", Set.of("statistics"));
        HOMES.put("org.bytedeco.opencv..", Set.of("imaging"));
        HOMES.put("org.bytedeco.ffmpeg..", Set.of("imaging"));
        HOMES.put("org.bytedeco.pytorch..", Set.of("study"));
        HOMES.put("ai.onnxruntime..", Set.of("inference"));
        HOMES.put("ai.onnx.proto..", Set.of("study"));
        HOMES.put("com.google.protobuf..", Set.of("study"));
        HOMES.put("io.jhdf..", Set.of("study"));
        HOMES.put("org.knowm.xchart..", Set.of("study"));
        HOMES.put("org.apache.commons.csv..", Set.of("study"));
        HOMES.put("org.sqlite..", Set.of("journal"));
        HOMES.put("java.sql..", Set.of("journal"));
        HOMES.put("org.apache.commons.dbcp2..", Set.of("journal"));
        HOMES.put("org.apache.commons.pool2..", Set.of("journal"));
        HOMES.put("org.flywaydb..", Set.of("journal"));
        HOMES.put("com.github.kagkarlsson..", Set.of("journal"));
        HOMES.put("io.micrometer..", Set.of("pipeline"));
        HOMES.put("com.sun.net.httpserver..", Set.of("node"));
        HOMES.put("com.fasterxml.jackson.dataformat..", Set.of("node"));
        HOMES.put("com.fasterxml.jackson.databind..", Set.of("inference", "study", "node"));
        HOMES.put("picocli..", Set.of("node", "study"));
        HOMES.put("me.tongfei..", Set.of("node", "study"));
    }

    private static JavaClasses classes;

    @BeforeAll
    static void readEveryModule() {
        List<Path> outputs = new ArrayList<>();
        for (String module : MAY_USE.keySet()) {
            Path output = MODULES.resolve(module).resolve("target/classes");
            if (Files.isDirectory(output)) {
                outputs.add(output);
            } else {
                System.out.println("Not built, so not checked here: module " + module);
            }
        }
        classes = new ClassFileImporter().importPaths(outputs);
    }

    @Test
    void namesEveryModuleThatExistsAndNoOther() throws Exception {
        Set<String> directories = new TreeSet<>();
        try (Stream<Path> entries = Files.list(MODULES)) {
            entries.filter(entry -> Files.exists(entry.resolve("pom.xml")))
                    .forEach(entry -> directories.add(entry.getFileName().toString()));
        }
        Set<String> named = new TreeSet<>(MAY_USE.keySet());
        named.add("testkit"); // for tests alone, so it has no floor
        assertThat(directories).isEqualTo(named);
    }

    @Test
    void letsArrowsPointDownwardsOnly() {
        MAY_USE.forEach((module, allowed) -> noClasses()
                .that()
                .resideInAPackage(packageOf(module))
                .should()
                .dependOnClassesThat(belongToAnotherModuleThan(module, allowed))
                .allowEmptyShould(true)
                .check(classes));
    }

    @Test
    void givesEachLibraryOneHome() {
        HOMES.forEach((library, homes) -> noClasses()
                .that(resideOutside(homes))
                .should()
                .dependOnClassesThat(resideInAnyPackage(library))
                .allowEmptyShould(true)
                .check(classes));
    }

    @Test
    void letsDicomUseTheJdkAndSlf4jAlone() {
        noClasses()
                .that()
                .resideInAPackage(packageOf("dicom"))
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages("java..", "javax..", "org.slf4j..", packageOf("dicom"))
                .check(classes);
    }

    @Test
    void avoidsNamesThatSayNothing() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .check(classes);
    }

    private static DescribedPredicate<JavaClass> belongToAnotherModuleThan(String module, Set<String> allowed) {
        return describe(
                "belong to a module that " + module + " may not use",
                used -> MAY_USE.keySet().stream()
                        .filter(other -> !other.equals(module) && !allowed.contains(other))
                        .anyMatch(other -> resideInAnyPackage(packageOf(other)).test(used)));
    }

    private static DescribedPredicate<JavaClass> resideOutside(Set<String> modules) {
        return describe(
                "reside outside " + modules,
                candidate -> modules.stream()
                        .noneMatch(
                                module -> resideInAnyPackage(packageOf(module)).test(candidate)));
    }

    private static String packageOf(String module) {
        return "org.echoscribe." + module + "..";
    }
}
