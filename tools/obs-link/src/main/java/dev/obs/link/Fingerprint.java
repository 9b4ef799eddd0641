package dev.obs.link;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// A digest of the whole input of an image, which shows whether it must be linked again.
final class Fingerprint {
  private final MessageDigest digest;

  Fingerprint() throws IOException {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    add(System.getProperty("java.vm.vendor") + Runtime.version());
    addThisTool();
  }

  Fingerprint add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
    digest.update(bytes);
    return this;
  }

  Fingerprint add(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    add(file.getFileName() + " " + bytes.length);
    digest.update(bytes);
    return this;
  }

  String value() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private void addThisTool() throws IOException {
    try {
      Path code =
          Path.of(Fingerprint.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (Path file : Files.isDirectory(code) ? Folders.files(code) : List.of(code)) {
        add(file);
      }
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }
}
