package dev.obs.cli.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/// The files with passwords and keys. An existing file is never changed.
final class Secrets {
  private static final int RANDOM_BYTES = 24;

  private static final List<String> RANDOM = List.of("elastic_password", "grafana_admin_password");
  private static final List<String> TO_FILL_IN =
      List.of("pagerduty_routing_key", "slack_api_url", "webhook_token");

  private Secrets() {}

  /// Returns whether a secret has this name.
  static boolean isMade(String name) {
    return RANDOM.contains(name) || TO_FILL_IN.contains(name);
  }

  /// Creates the missing files. Each container reads them with its own user, so the folder
  /// restricts access, not the files.
  static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    for (String name : RANDOM) {
      make(folder.resolve(name), password());
    }
    for (String name : TO_FILL_IN) {
      make(folder.resolve(name), "");
    }
  }

  private static void make(Path file, String text) throws IOException {
    if (!Files.exists(file)) {
      Files.writeString(file, text);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
  }

  private static String password() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
