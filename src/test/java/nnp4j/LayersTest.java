package nnp4j;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A package uses only packages on lower layers, and each third-party library only where it belongs. */
class LayersTest {
    private static final List<List<String>> LAYERS = List.of(
            List.of("units"),
            List.of("geometry", "onnx"),
            List.of("features", "network", "io", "topology"),
            List.of("potential"),
            List.of("optimize", "vibrations"),
            List.of("scan", "dynamics", "paths"),
            List.of("train", "validate", "report", "convert", "interop", "export"),
            List.of("cli"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("nnp4j");

    static Stream<Arguments> forbidden() {
        return LAYERS.stream()
                .flatMap(layer -> layer.stream().map(name -> {
                    int level = LAYERS.indexOf(layer);
                    boolean siblings = level == 6; // those beside train may use each other
                    String[] others = LAYERS.stream()
                            .skip(level)
                            .flatMap(List::stream)
                            .filter(other -> !other.equals(name) && !(siblings && layer.contains(other)))
                            .map(other -> "nnp4j." + other + "..")
                            .toArray(String[]::new);
                    return Arguments.of(name, others);
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forbidden")
    void usesOnlyLowerLayers(String name, String[] others) {
        if (others.length == 0) return; // the top
        noClasses()
                .that()
                .resideInAPackage("nnp4j." + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    static Stream<Arguments> libraries() {
        return Stream.of(
                Arguments.of("org.openscience.cdk..", List.of("io", "topology")),
                Arguments.of("ai.onnxruntime..", List.of("network", "onnx")),
                Arguments.of("ai.onnx.proto..", List.of("network", "onnx", "export", "convert")),
                Arguments.of("io.jhdf..", List.of("io")),
                Arguments.of("dev.ludovic..", List.of("network")),
                Arguments.of("picocli..", List.of("cli")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("libraries")
    void libraryIsUsedOnlyWhereItBelongs(String library, List<String> homes) {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        homes.stream().map(h -> "nnp4j." + h + "..").toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    @Test
    void libraryCodeNeverPrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage("nnp4j.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }
}
