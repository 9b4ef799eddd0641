package dev.obs.example.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ws.rs.Path;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Jars that are made to exhaust their reader.
final class LimitsTest {

  LimitsTest() {}

  @Test
  void stopsAtTenThousandSubResources() {
    // Forty types with two locators each, every one to the next: 2^40 paths.
    List<JavaClass> types = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      types.add(ClassReader.read(locators(i)));
    }
    RouteTable table = new RouteTable();

    new JaxRsRoutes(new Classes(types), table).discover();

    assertEquals(
        List.of(
            "1000 warnings are kept, the rest is left out",
            "more than 10000 resources and sub-resources; the rest is left out"),
        table.warnings().subList(0, 2));
    assertEquals(1_002, table.warnings().size());
  }

  @Test
  void stopsAtTenThousandRoutes() {
    RouteTable table = new RouteTable();
    for (int i = 0; i < 10_001; i++) {
      table.add(
          new Route(
              "spring",
              "get",
              PathTemplate.parse("/" + i),
              "Owner",
              "handler",
              false,
              List.of(),
              null,
              Map.of()));
    }

    assertEquals(10_000, table.paths().size());
    assertEquals(List.of("10000 routes are documented, the rest is left out"), table.warnings());
  }

  @Test
  void followsAnInheritanceThatGoesInCircles() {
    JavaClass one = type("One", "Other");
    JavaClass other = type("Other", "One");

    assertEquals(List.of(one, other), new Classes(List.of(one, other)).lineage(one));
  }

  private static JavaClass type(String name, String parent) {
    return new JavaClass(
        name,
        parent,
        List.of(parent, name),
        false,
        false,
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static byte[] locators(int i) {
    return ClassFile.of()
        .build(
            ClassDesc.of("L" + i),
            type -> {
              type.withFlags(AccessFlag.PUBLIC, AccessFlag.INTERFACE, AccessFlag.ABSTRACT);
              if (i == 0) {
                type.with(path("deep"));
              }
              for (String name : List.of("a", "b")) {
                type.withMethod(
                    name,
                    MethodTypeDesc.of(ClassDesc.of("L" + (i + 1))),
                    ClassFile.ACC_PUBLIC | ClassFile.ACC_ABSTRACT,
                    method -> method.with(path(name)));
              }
            });
  }

  private static RuntimeVisibleAnnotationsAttribute path(String value) {
    return RuntimeVisibleAnnotationsAttribute.of(
        Annotation.of(
            ClassDesc.ofDescriptor(Path.class.descriptorString()),
            AnnotationElement.of("value", AnnotationValue.ofString(value))));
  }
}
