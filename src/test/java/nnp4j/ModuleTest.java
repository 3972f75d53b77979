package nnp4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nnp4j.geometry.Geometry;
import org.junit.jupiter.api.Test;

/** What users of the module see: these packages, and in them no type that they cannot name. */
class ModuleTest {
    /** An exported package is a promise; a new one belongs here only with a reason. */
    private static final Set<String> EXPORTED = Set.of(
            "dynamics",
            "features",
            "geometry",
            "io",
            "optimize",
            "paths",
            "potential",
            "scan",
            "train",
            "units",
            "validate",
            "vibrations");

    @Test
    void theExportedPackagesAreThese() throws URISyntaxException {
        ModuleDescriptor module = descriptor();
        assertEquals(
                EXPORTED.stream().map(name -> "nnp4j." + name).collect(Collectors.toSet()),
                module.exports().stream().map(ModuleDescriptor.Exports::source).collect(Collectors.toSet()));
        assertTrue(module.exports().stream().noneMatch(ModuleDescriptor.Exports::isQualified));
        assertTrue(module.opens().isEmpty());
    }

    @Test
    void noRequiredNameComesFromAFileName() throws URISyntaxException {
        Set<String> named = descriptor().requires().stream()
                .map(ModuleDescriptor.Requires::name)
                .collect(Collectors.toSet());
        assertTrue(
                named.stream().noneMatch(name -> name.startsWith("cdk.") || name.startsWith("commons.")),
                named::toString);
    }

    @Test
    void exportedSignaturesNameOnlyTypesThatUsersSee() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("nnp4j");
        Set<String> hidden = new TreeSet<>();
        int seen = 0;
        for (JavaClass type : classes) {
            if (!visible(type)) continue;
            seen++;
            Stream<JavaType> above = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
            above.flatMap(parent -> parent.getAllInvolvedRawTypes().stream())
                    .forEach(parent -> note(type, parent, hidden));
            type.getMembers().stream()
                    .filter(ModuleTest::open)
                    .forEach(member -> mentioned(member).forEach(found -> note(type, found, hidden)));
        }
        assertTrue(seen > 100, "only " + seen + " visible types found");
        assertEquals(Set.of(), hidden);
    }

    private static Set<JavaClass> mentioned(JavaMember member) {
        if (member instanceof JavaField field) return field.getAllInvolvedRawTypes();
        Set<JavaClass> all = new HashSet<>(((JavaCodeUnit) member).getAllInvolvedRawTypes());
        ((JavaCodeUnit) member).getThrowsClause().forEach(thrown -> all.add(thrown.getRawType()));
        return all;
    }

    private static void note(JavaClass type, JavaClass found, Set<String> hidden) {
        JavaClass element = found.getBaseComponentType();
        if (element.isPrimitive() || element.getPackageName().startsWith("java.")) return;
        if (!visible(element)) hidden.add(type.getName() + " mentions " + element.getName());
    }

    /** Public in an exported package, and so are the types around it. */
    private static boolean visible(JavaClass type) {
        return EXPORTED.stream().anyMatch(name -> type.getPackageName().equals("nnp4j." + name))
                && (type.getModifiers().contains(JavaModifier.PUBLIC)
                        || type.getModifiers().contains(JavaModifier.PROTECTED))
                && type.getEnclosingClass().map(ModuleTest::visible).orElse(true);
    }

    private static boolean open(JavaMember member) {
        return (member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED))
                && !member.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static ModuleDescriptor descriptor() throws URISyntaxException {
        URI classes = Geometry.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        return ModuleFinder.of(Path.of(classes))
                .find("io.github.nnp4j")
                .orElseThrow()
                .descriptor();
    }
}
