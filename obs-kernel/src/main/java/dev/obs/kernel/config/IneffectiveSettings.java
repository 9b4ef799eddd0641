package dev.obs.kernel.config;

import dev.obs.spi.Extension;
import dev.obs.spi.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Notices about settings of extensions that are set but have no effect, because of another setting
/// of the section.
///
/// @param extensions all that can be used
record IneffectiveSettings(Schema schema, List<Extension> extensions) implements Rule {

  @Override
  public List<Finding> check(MergedValues values) {
    List<Finding> findings = new ArrayList<>();
    Set<String> noted = new HashSet<>();
    for (Extension extension : extensions) {
      String section = schema.section(extension);
      if (section == null
          || !ExtensionRules.isUsed(extension, values)
          || isDeferred(extension, section, values)) {
        continue;
      }
      for (Setting<?> setting : extension.settings()) {
        String key = Schema.join(section, setting.name());
        Origin origin = values.origin(key);
        setting
            .ineffective()
            .filter(
                condition -> !origin.isDefault() && applies(condition, extension, section, values))
            .filter(condition -> noted.add(key))
            .ifPresent(condition ->
                findings.add(
                    Finding.notice(origin, key + " has no effect, because " + condition.reason())));
      }
    }
    return findings;
  }

  /// Whether a value is known only where the service will run.
  private static boolean isDeferred(Extension extension, String section, MergedValues values) {
    return extension.settings().stream()
        .anyMatch(setting -> values.isDeferred(Schema.join(section, setting.name())));
  }

  private static boolean applies(
      Setting.Ineffective condition, Extension extension, String section, MergedValues values) {
    SectionSettings settings =
        new SectionSettings(extension.settings(), section, values, Set.of(), Origin.DEFAULT);
    try {
      return condition.applies().test(settings);
    } catch (Throwable broken) { // of a plugin; a notice is not worth more
      return false;
    }
  }
}
