package dev.obs.kernel.spool;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One file of a lane's log, named by the sequence number of its first record.
///
/// Guarded by the lock of its [LaneSpool].
final class Segment {
  private static final Pattern NAME = Pattern.compile("(\\d{19})\\.segment");

  /// No lane gets as far as this sequence number; a name or checkpoint beyond it is forged.
  static final long LAST = Long.MAX_VALUE / 2;

  final Path path;
  final long first;
  long size;

  Segment(Path directory, long first, long size) {
    this.path = directory.resolve(String.format(Locale.ROOT, "%019d.segment", first));
    this.first = first;
    this.size = size;
  }

  /// Whether a file has the name of a segment.
  static boolean isName(String file) {
    return NAME.matcher(file).matches();
  }

  /// The segments among the names of a folder, without their sizes, in order.
  static List<Segment> among(Path directory, List<String> names) {
    return names.stream()
        .map(NAME::matcher)
        .filter(Matcher::matches)
        .flatMap(name -> {
          long first = Long.parseLong(name.group(1));
          return first < LAST ? Stream.of(new Segment(directory, first, 0)) : Stream.empty();
        })
        .sorted(Comparator.comparingLong(segment -> segment.first))
        .toList();
  }
}
