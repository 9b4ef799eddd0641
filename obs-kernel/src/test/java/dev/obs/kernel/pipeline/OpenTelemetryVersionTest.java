package dev.obs.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.kernel.pipeline.OpenTelemetryVersion.Member;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OpenTelemetryVersionTest {
  @Test
  void isTheOneThatTheBuildUses() {
    assertEquals(
        OpenTelemetryVersion.NEEDED,
        OpenTelemetryVersion.version(OpenTelemetry.class),
        "the message to users names another version than the build");
  }

  @Test
  void lacksNothing() {
    assertEquals(Optional.empty(), OpenTelemetryVersion.problem());
  }

  @Test
  void namesTheMembersThatAnOlderVersionLacks() {
    String problem = OpenTelemetryVersion.problem(new Older()).orElseThrow();
    assertTrue(
        problem.contains(
            "without AttributeKey.valueKey(), AttributeType.VALUE, Value.empty(), ValueType.EMPTY,"
                + " ExemplarFilter, SdkMeterProviderBuilder.setExemplarFilter(), so"),
        problem);
    assertTrue(problem.contains("set <opentelemetry.version>"), problem);
  }

  /// Loads OpenTelemetry without its youngest members, as an older version has it.
  private static final class Older extends ClassLoader {
    private static final Map<String, String> YOUNGEST =
        OpenTelemetryVersion.YOUNGEST.stream()
            .collect(Collectors.toMap(Member::type, member -> member.name().replace("()", "")));

    Older() {
      super(OpenTelemetry.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      String member = YOUNGEST.get(name);
      if (member == null) {
        return super.loadClass(name, resolve);
      }
      if (member.isEmpty()) {
        throw new ClassNotFoundException(name);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? without(name, member) : loaded;
    }

    private Class<?> without(String name, String member) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        ClassFile file = ClassFile.of();
        byte[] older =
            file.transformClass(
                file.parse(in.readAllBytes()),
                ClassTransform.dropping(element ->
                    element instanceof MethodModel method
                            && method.methodName().equalsString(member)
                        || element instanceof FieldModel field
                            && field.fieldName().equalsString(member)));
        return defineClass(name, older, 0, older.length);
      } catch (IOException failed) {
        throw new ClassNotFoundException(name, failed);
      }
    }
  }
}
