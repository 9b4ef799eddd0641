package dev.obs.link;

import java.util.ArrayList;
import java.util.List;

/// The JVM options of an image, by the place that keeps them.
///
/// @param image the options inside of the image, which its `bin/java` has without a launcher. The
///   JVM reads them before all others, so that the operator's options have priority.
/// @param collector the option that selects the garbage collector; at most one takes effect, so the
///   launcher leaves it out if the operator selects another
/// @param heap the options that size the heap; the launcher leaves them out if the operator sizes
///   it
/// @param launcher the other options of the launcher
record JvmOptions(
    List<String> image, List<String> collector, List<String> heap, List<String> launcher) {

  static JvmOptions of(List<String> options) {
    List<String> image = new ArrayList<>();
    List<String> collector = new ArrayList<>();
    List<String> heap = new ArrayList<>();
    List<String> launcher = new ArrayList<>();
    for (String option : options) {
      List<String> place =
          choosesCollector(option)
              ? collector
              : sizesHeap(option) ? heap : mayRepeat(option) ? image : launcher;
      place.add(option);
    }
    return new JvmOptions(image, collector, heap, launcher);
  }

  /// Returns the options with more added. Only one garbage collector can be selected, and the added
  /// choice has priority.
  static List<String> merge(List<String> options, List<String> more) {
    List<String> merged = new ArrayList<>(options);
    if (more.stream().anyMatch(JvmOptions::choosesCollector)) {
      merged.removeIf(JvmOptions::choosesCollector);
    }
    merged.addAll(more);
    return merged;
  }

  /// Returns the options that a start of `bin/java` has to add.
  List<String> ofStart() {
    List<String> options = new ArrayList<>(collector);
    options.addAll(heap);
    options.addAll(launcher);
    return options;
  }

  /// Returns the options without the size of the heap, which depends on the application.
  static List<String> withoutHeap(List<String> options) {
    return options.stream().filter(option -> !sizesHeap(option)).toList();
  }

  private static boolean sizesHeap(String option) {
    return option.matches("-Xm[nsx].*|-XX:(Initial|Min|Max)HeapSize=.*|-XX:(Max)?NewSize=.*");
  }

  private static boolean choosesCollector(String option) {
    return option.matches("-XX:\\+Use\\w+GC");
  }

  /// Whether the operator may give the option a second time: the last one wins, or both count.
  private static boolean mayRepeat(String option) {
    return option.startsWith("-D") || option.startsWith("-Xlog") || option.startsWith("--add-");
  }
}
