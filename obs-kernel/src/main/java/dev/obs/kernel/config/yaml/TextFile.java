package dev.obs.kernel.config.yaml;

import dev.obs.model.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/// Reads small UTF-8 files. Never waits for a pipe, never reads past the limit.
public final class TextFile {

  /// A file cannot be read.
  public static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    /// Counted from 1; 0 if the error has no place in the file.
    private final int line;

    private final int column;

    UnreadableException(String message, int line, int column) {
      super(message);
      this.line = line;
      this.column = column;
    }

    UnreadableException(String message) {
      this(message, 0, 0);
    }

    /// The place of the error in a file of this name.
    public String where(String file) {
      return line == 0 ? file : new Place(file, line, column).toString();
    }
  }

  private TextFile() {}

  /// The text of the file, without byte order mark.
  ///
  /// @param limit the largest size in bytes
  public static String read(Path file, int limit) throws UnreadableException {
    byte[] bytes;
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (attributes.isDirectory()) {
        throw new UnreadableException("is a directory; name a file");
      }
      // Opening a named pipe would wait for its writer.
      if (!attributes.isRegularFile()) {
        throw new UnreadableException("is a pipe or device; name a regular file");
      }
      try (InputStream in = Files.newInputStream(file)) {
        bytes = in.readNBytes(limit + 1);
      }
    } catch (NoSuchFileException missing) {
      throw new UnreadableException("no such file");
    } catch (AccessDeniedException denied) {
      throw new UnreadableException("cannot be read: permission denied");
    } catch (FileSystemException failed) {
      String reason = failed.getReason();
      throw new UnreadableException(
          "cannot be read" + (reason == null ? "" : ": " + Echo.clean(reason)));
    } catch (IOException failed) {
      throw new UnreadableException(
          "cannot be read: " + Echo.clean(SafeText.message(failed).orElse("unknown cause")));
    }
    if (bytes.length > limit) {
      throw new UnreadableException("is larger than " + limit / 1024 + " KiB");
    }
    return decode(bytes);
  }

  private static String decode(byte[] bytes) throws UnreadableException {
    if (bytes.length >= 2 && (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE))) {
      throw new UnreadableException("is UTF-16; save it as UTF-8");
    }
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult result =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
    text.flip();
    if (result.isError()) {
      int line = 1;
      int lineStart = 0;
      for (int i = 0; i < text.length(); i++) {
        if (text.charAt(i) == '\n') {
          line++;
          lineStart = i + 1;
        }
      }
      int column = Character.codePointCount(text, lineStart, text.length()) + 1;
      throw new UnreadableException("is not UTF-8 text", line, column);
    }
    if (!text.isEmpty() && text.charAt(0) == '\uFEFF') {
      text.position(1);
    }
    return text.toString();
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }
}
