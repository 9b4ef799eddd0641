package dev.obs.probe.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A line of `/proc/self/mountinfo`, whose fields are described in proc_pid_mountinfo(5). Reading
/// it accesses only the kernel's table and never a file system, so it does not hang with one.
///
/// @param id major and minor number, the same for every mount of one file system
/// @param root the mounted part of the file system
/// @param point the mount point
/// @param options the options of this mount, separated by commas
/// @param type such as `ext4`
/// @param device such as `/dev/sda1`
/// @param superOptions the options of the file system, separated by commas
record Mount(
    String id,
    String root,
    String point,
    String options,
    String type,
    String device,
    String superOptions) {
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-3][0-7]{2})");

  /// Returns the mounts visible to this process, in the order in which they were mounted.
  ///
  /// @param root the folder that contains `proc`
  static List<Mount> all(Path root) throws IOException {
    return ProcFile.lines(root.resolve("proc/self/mountinfo")).stream()
        .map(line -> line.split(" ", -1))
        .filter(Mount::isComplete)
        .map(Mount::of)
        .toList();
  }

  /// Returns the last mount at each point, which covers those before it.
  static Collection<Mount> visible(List<Mount> mounts) {
    Map<String, Mount> visible = new LinkedHashMap<>();
    mounts.forEach(mount -> visible.put(mount.point(), mount));
    return visible.values();
  }

  /// Returns whether either list contains an option.
  boolean has(String option) {
    return Arrays.asList(options.split(",", -1)).contains(option)
        || Arrays.asList(superOptions.split(",", -1)).contains(option);
  }

  private static boolean isComplete(String[] fields) {
    int separator = Arrays.asList(fields).indexOf("-");
    return separator >= 6 && fields.length >= separator + 3 && fields[4].startsWith("/");
  }

  private static Mount of(String[] fields) {
    int separator = Arrays.asList(fields).indexOf("-");
    return new Mount(
        fields[2],
        text(fields[3]),
        text(fields[4]),
        fields[5],
        text(fields[separator + 1]),
        text(fields[separator + 2]),
        fields.length > separator + 3 ? fields[separator + 3] : "");
  }

  /// Decodes a field. Blanks, tabs, newlines and backslashes are octal, other bytes unchanged.
  private static String text(String field) {
    return OCTAL.matcher(field).replaceAll(Mount::character);
  }

  private static String character(MatchResult octal) {
    return Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(octal.group(1), 8)));
  }
}
