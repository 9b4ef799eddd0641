package dev.obs.kernel.extension.otel;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/// Lets its own module look for a service. Its class file is the template of a class in another
/// module, since a module adds uses to itself only.
public final class UsesTemplate implements Consumer<Class<?>> {
  /// For the class that is made of this one.
  public UsesTemplate() {}

  @Override
  public void accept(Class<?> service) {
    UsesTemplate.class.getModule().addUses(service);
  }

  /// The class file of this class with another name.
  ///
  /// @param name the binary name
  static byte[] named(String name) {
    String own = UsesTemplate.class.getName().replace('.', '/');
    try (InputStream file = UsesTemplate.class.getResourceAsStream("UsesTemplate.class")) {
      if (file == null) {
        throw new IllegalStateException("the class file of " + own + " cannot be read");
      }
      return renamed(new DataInputStream(file), own, name.replace('.', '/'));
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  /// Copies a class file, with a name replaced in the texts of its constants ([JVMS,
  /// 4.4](https://docs.oracle.com/javase/specs/jvms/se21/html/jvms-4.html#jvms-4.4)).
  private static byte[] renamed(DataInputStream in, String from, String to) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(in.readLong()); // magic number and version
    int constants = in.readUnsignedShort();
    out.writeShort(constants);
    for (int i = 1; i < constants; i++) {
      int tag = in.readUnsignedByte();
      out.writeByte(tag);
      if (tag == 1) {
        out.writeUTF(in.readUTF().replace(from, to));
        continue;
      }
      int size =
          switch (tag) {
            case 5, 6 -> 8;
            case 15 -> 3;
            case 7, 8, 16, 19, 20 -> 2;
            default -> 4;
          };
      out.write(in.readNBytes(size));
      i += size / 8; // long and double take two entries
    }
    in.transferTo(out);
    return bytes.toByteArray();
  }
}
