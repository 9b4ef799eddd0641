package dev.obs.kernel.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.MethodModel;
import java.util.Map;
import java.util.Optional;
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
  void hasAllMethods() {
    assertEquals(Optional.empty(), OpenTelemetryVersion.problem());
  }

  @Test
  void namesTheMethodsThatAnOlderVersionLacks() {
    String problem = OpenTelemetryVersion.problem(new Older()).orElseThrow();
    assertTrue(problem.contains("without Value.empty(), LogRecordData.getEventName()"), problem);
    assertTrue(problem.contains("set <opentelemetry.version>"), problem);
  }

  /// Loads OpenTelemetry without its youngest methods, as an older version has it.
  private static final class Older extends ClassLoader {
    private static final Map<String, String> YOUNGEST =
        Map.of(
            "io.opentelemetry.api.common.Value", "empty",
            "io.opentelemetry.sdk.logs.data.LogRecordData", "getEventName");

    Older() {
      super(OpenTelemetry.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      String method = YOUNGEST.get(name);
      if (method == null) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? without(name, method) : loaded;
    }

    private Class<?> without(String name, String method) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        ClassFile file = ClassFile.of();
        byte[] older =
            file.transformClass(
                file.parse(in.readAllBytes()),
                ClassTransform.dropping(element ->
                    element instanceof MethodModel model
                        && model.methodName().equalsString(method)));
        return defineClass(name, older, 0, older.length);
      } catch (IOException failed) {
        throw new ClassNotFoundException(name, failed);
      }
    }
  }
}
