package dev.obs.http.sender;

import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The blocks of a PEM file ([RFC 7468](https://www.rfc-editor.org/rfc/rfc7468)); text around them
/// is allowed.
record Pem(Setting<?> setting, Path file, List<Block> blocks) {
  private static final int LIMIT = 1 << 20;
  private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----");
  private static final Pattern ENCRYPTED = Pattern.compile("Proc-Type:\\s*4,\\s*ENCRYPTED");

  /// The headers of an earlier form ([RFC 1421](https://www.rfc-editor.org/rfc/rfc1421)), which end
  /// with an empty line.
  private static final Pattern HEADERS = Pattern.compile("\\A\\s*[A-Za-z-]+:(?s:.*?)\\R\\h*\\R");

  /// One block.
  ///
  /// @param encrypted whether its headers say so
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Block(String label, byte[] bytes, boolean encrypted) {}

  static Pem read(Setting<?> setting, Path file) throws SettingException {
    String text = text(setting, file);
    List<Block> blocks = new ArrayList<>();
    Matcher begin = BEGIN.matcher(text);
    for (int at = 0; begin.find(at); ) {
      String label = begin.group(1);
      String mark = "-----END " + label + "-----";
      int end = text.indexOf(mark, begin.end());
      if (end < 0) {
        throw new SettingException(setting, file + " holds a " + label + " without its end");
      }
      String content = text.substring(begin.end(), end);
      try {
        byte[] bytes = Base64.getMimeDecoder().decode(HEADERS.matcher(content).replaceFirst(""));
        blocks.add(new Block(label, bytes, ENCRYPTED.matcher(content).find()));
      } catch (IllegalArgumentException damaged) {
        throw new SettingException(setting, file + " holds a damaged " + label);
      }
      at = end + mark.length();
    }
    return new Pem(setting, file, blocks);
  }

  SettingException unusable(String problem) {
    return new SettingException(setting, file + " " + problem);
  }

  private static String text(Setting<?> setting, Path file) throws SettingException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new SettingException(setting, file + " is not a file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LIMIT + 1);
      if (bytes.length > LIMIT) {
        throw new SettingException(setting, file + " is larger than 1 MB: not a PEM file");
      }
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException absent) {
      throw new SettingException(setting, file + " does not exist");
    } catch (AccessDeniedException denied) {
      throw new SettingException(setting, file + " cannot be read: permission denied");
    } catch (IOException failed) {
      throw new SettingException(setting, file + " cannot be read: " + failed.getMessage());
    }
  }
}
