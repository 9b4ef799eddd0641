package dev.obs.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.obs.api.Obs;
import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.LocalVariableInfo;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The kernel and the API never call a method of a foreign object for its text: it may throw
/// anything, and [dev.obs.model.SafeText] is the one place that copes with that.
///
/// Foreign is every throwable but those of Obs, and every value whose static type is `Object`.
/// Their text is read by `toString`, `getMessage`, `getLocalizedMessage`, `printStackTrace`,
/// `String.valueOf`, `Objects.toString`, `StringBuilder.append` and the concatenation of strings.
class ForeignTextTest {
  private static final Set<String> TEXT =
      Set.of("toString", "getMessage", "getLocalizedMessage", "printStackTrace");

  /// Classes and packages that may, with the reason.
  private static final Map<String, String> ALLOWED =
      Map.of(
          "dev.obs.model.SafeText", "it is the place that may",
          "dev.obs.kernel.trust.Entry.", "attributes of files are the JDK's",
          "dev.obs.kernel.config.", "configured values are texts and numbers of Obs");

  @Test
  void readsTheTextOfForeignObjectsInOnePlaceOnly() throws Exception {
    Set<String> calls = new TreeSet<>();
    scan(classes(Kernel.class), calls);
    scan(classes(Obs.class), calls);
    calls.removeIf(call -> ALLOWED.keySet().stream().anyMatch(call::startsWith));
    assertEquals("", String.join("\n", calls));
  }

  @Test
  void findsEachWayToReadAText() throws Exception {
    Set<String> calls = new TreeSet<>();
    Path self = classes(ForeignTextTest.class);
    String name = Reader.class.getName().replace('.', '/') + ".class";
    inspect(Files.readAllBytes(self.resolve(name)), calls);
    for (String method : List.of("message", "text", "concat", "value", "append", "reference")) {
      assertTrue(
          calls.stream().anyMatch(call -> call.startsWith(Reader.class.getName() + "." + method)),
          () -> method + " is not in " + calls);
    }
    assertEquals(6, calls.size(), calls::toString);
  }

  /// Reads the text of foreign objects in every way, and that of its own once.
  static final class Reader {
    static String message(IOException failure) {
      return failure.getMessage();
    }

    static String text(Object value) {
      return value.toString();
    }

    static String concat(Exception failure) {
      return "failed: " + failure;
    }

    static String value(Throwable failure) {
      return String.valueOf(failure);
    }

    static StringBuilder append(StringBuilder out, Object value) {
      return out.append(value);
    }

    static Stream<String> reference(List<Throwable> failures) {
      return failures.stream().map(Throwable::getMessage);
    }

    static String own(dev.obs.spi.SettingException failure, String text) {
      return failure.getMessage() + text;
    }
  }

  private static Path classes(Class<?> type) throws Exception {
    URI location = type.getProtectionDomain().getCodeSource().getLocation().toURI();
    Path path = Path.of(location);
    if (Files.isDirectory(path)) {
      return path;
    }
    FileSystem jar = FileSystems.newFileSystem(path);
    return jar.getPath("/");
  }

  private static void scan(Path classes, Set<String> calls) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      List<Path> all =
          files
              .filter(file -> file.toString().endsWith(".class"))
              .filter(file -> file.toString().matches(".*dev.obs.(kernel|api|spi)\\b.*"))
              .toList();
      assertTrue(all.size() > 20, "there are classes in " + classes);
      for (Path file : all) {
        inspect(Files.readAllBytes(file), calls);
      }
    }
  }

  private static void inspect(byte[] bytes, Set<String> calls) {
    ClassModel model = ClassFile.of().parse(bytes);
    String type = model.thisClass().asInternalName().replace('/', '.');
    for (MethodModel method : model.methods()) {
      method
          .code()
          .ifPresent(code -> inspect(type + "." + method.methodName().stringValue(), code, calls));
    }
  }

  private static void inspect(String place, CodeModel code, Set<String> calls) {
    ClassDesc below = ConstantDescs.CD_Object; // the static type on top of the stack
    int position = 0;
    for (CodeElement element : code) {
      if (!(element instanceof Instruction instruction)) {
        continue;
      }
      ClassDesc top = below;
      switch (instruction) {
        case InvokeInstruction call
            when call.owner().asInternalName().equals("java/lang/MatchException") ->
            calls.remove(place + " calls toString"); // generated for record patterns
        case InvokeInstruction call
            when reads(call.owner().asSymbol(), call.name().stringValue(), top) ->
            calls.add(place + " calls " + call.name().stringValue());
        case InvokeDynamicInstruction call -> {
          List<ConstantDesc> arguments = call.bootstrapArgs();
          if (arguments.size() == 3
              && arguments.get(1) instanceof DirectMethodHandleDesc handle
              && arguments.get(2) instanceof MethodTypeDesc type
              && type.parameterCount() > 0
              && reads(handle.owner(), handle.methodName(), type.parameterType(0))) {
            calls.add(place + " refers to " + handle.methodName());
          }
        }
        default -> {}
      }
      position += instruction.sizeInBytes();
      below = pushed(code, instruction, position);
    }
  }

  /// The static type that an instruction leaves on the stack.
  private static ClassDesc pushed(CodeModel code, Instruction instruction, int end) {
    return switch (instruction) {
      case InvokeInstruction call -> call.typeSymbol().returnType();
      case InvokeDynamicInstruction call -> call.typeSymbol().returnType();
      case FieldInstruction field -> field.typeSymbol();
      case TypeCheckInstruction cast -> cast.type().asSymbol();
      case ConstantInstruction _ -> ConstantDescs.CD_String;
      case LoadInstruction load -> local(code, load.slot(), end);
      default -> ConstantDescs.CD_Object;
    };
  }

  private static ClassDesc local(CodeModel code, int slot, int position) {
    CodeAttribute bytes = (CodeAttribute) code;
    return bytes
        .findAttribute(Attributes.localVariableTable())
        .flatMap(table ->
            table.localVariables().stream()
                .filter(variable ->
                    variable.slot() == slot
                        && variable.startPc() <= position
                        && position <= variable.startPc() + variable.length())
                .findFirst())
        .map(LocalVariableInfo::typeSymbol)
        .orElse(ConstantDescs.CD_Object);
  }

  /// @param last the static type of the last argument, or of the receiver of a method without any
  private static boolean reads(ClassDesc owner, String name, ClassDesc last) {
    if (TEXT.contains(name) && foreign(owner)) {
      return true;
    }
    return switch (owner.displayName() + "." + name) {
      case "String.valueOf", "Objects.toString", "StringBuilder.append" -> foreign(last);
      default -> false;
    };
  }

  private static boolean foreign(ClassDesc type) {
    if (!type.isClassOrInterface() || type.packageName().startsWith("dev.obs")) {
      return false;
    }
    if (type.descriptorString().equals("Ljava/lang/Object;")) {
      return true;
    }
    try {
      Class<?> known =
          Class.forName(
              type.packageName() + "." + binaryName(type),
              false,
              ForeignTextTest.class.getClassLoader());
      return Throwable.class.isAssignableFrom(known);
    } catch (ClassNotFoundException | LinkageError unknown) {
      return false;
    }
  }

  private static String binaryName(ClassDesc type) {
    String descriptor = type.descriptorString();
    return descriptor.substring(descriptor.lastIndexOf('/') + 1, descriptor.length() - 1);
  }
}
