package dev.obs.kernel.extension;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which plugins this kernel can load, by the version of `dev.obs.api` they were compiled against:
/// the same major version (before 1.0 the same minor version) and none newer than the kernel's own.
///
/// @param patch counts for order alone
record ApiVersion(int major, int minor, int patch) implements Comparable<ApiVersion> {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,9})\\.(\\d{1,9})(?:\\.(\\d{1,9}))?(?:[-+.].*)?");

  /// The version that a text begins with; empty if it is none.
  static Optional<ApiVersion> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String patch = matcher.group(3);
    return Optional.of(
        new ApiVersion(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            patch == null ? 0 : Integer.parseInt(patch)));
  }

  /// Why a kernel with this version loads no plugin that wants the other, or empty if it does.
  Optional<String> refusal(ApiVersion wanted) {
    if (!line().equals(wanted.line())) {
      return Optional.of(
          "it wants dev.obs.api %s and this Obs has %s, which supports %s up to %s; take a version"
                  .formatted(wanted, this, line(), this)
              + " of the plugin for "
              + line());
    }
    return wanted.compareTo(this) <= 0
        ? Optional.empty()
        : Optional.of(
            "it wants dev.obs.api %s and this Obs has only %s; take Obs %s or an earlier version of"
                    .formatted(wanted, this, wanted)
                + " the plugin");
  }

  /// The versions that are compatible with each other.
  private String line() {
    return major == 0 ? "0." + minor + ".x" : major + ".x";
  }

  @Override
  public int compareTo(ApiVersion other) {
    int order = Integer.compare(major, other.major);
    order = order == 0 ? Integer.compare(minor, other.minor) : order;
    return order == 0 ? Integer.compare(patch, other.patch) : order;
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
