package dev.obs.cli.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/// The files that hold passwords and keys. One that is there is never touched.
final class Secrets {
  private static final int RANDOM_BYTES = 24;

  private static final List<String> RANDOM = List.of("elastic_password", "grafana_admin_password");
  private static final List<String> TO_FILL_IN =
      List.of("pagerduty_routing_key", "slack_api_url", "webhook_token");

  private Secrets() {}

  /// Whether a secret of this name is among them.
  static boolean isMade(String name) {
    return RANDOM.contains(name) || TO_FILL_IN.contains(name);
  }

  /// Makes those that are missing. Each container reads them as a user of its own, so the folder
  /// keeps others out, not the files.
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
