package dev.obs.link;

import java.util.Locale;
import java.util.Map;

/// The SPDX identifiers of the licences that Java libraries usually have.
final class Licences {
  /// By a part of the licence's name or address, in lower case; the longer parts come first.
  private static final Map<String, String> IDENTIFIERS =
      Map.ofEntries(
          Map.entry("apache.org/licenses/license-2.0", "Apache-2.0"),
          Map.entry("apache-2.0", "Apache-2.0"),
          Map.entry("apache license, version 2.0", "Apache-2.0"),
          Map.entry("apache software license, version 2.0", "Apache-2.0"),
          Map.entry("apache license 2.0", "Apache-2.0"),
          Map.entry("opensource.org/licenses/mit", "MIT"),
          Map.entry("opensource.org/license/mit", "MIT"),
          Map.entry("mit license", "MIT"),
          Map.entry("eclipse public license - v 2.0", "EPL-2.0"),
          Map.entry("eclipse public license v2.0", "EPL-2.0"),
          Map.entry("epl-2.0", "EPL-2.0"),
          Map.entry("bsd-2-clause", "BSD-2-Clause"),
          Map.entry("bsd-3-clause", "BSD-3-Clause"),
          Map.entry("publicdomain/zero/1.0", "CC0-1.0"));

  private Licences() {}

  /// Returns the identifier of a licence, or the given text if the licence is not a known one.
  ///
  /// @param licence its name or address, as a pom or the header `Bundle-License` has it
  static String identifier(String licence) {
    String text = licence.strip();
    String key = text.toLowerCase(Locale.ROOT);
    if (key.equals("mit")) {
      return "MIT";
    }
    return IDENTIFIERS.entrySet().stream()
        .filter(known -> key.contains(known.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(text);
  }

  /// Whether a text is one of the identifiers.
  static boolean isIdentifier(String text) {
    return IDENTIFIERS.containsValue(text);
  }
}
