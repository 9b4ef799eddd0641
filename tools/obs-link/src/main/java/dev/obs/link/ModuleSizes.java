package dev.obs.link;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The size of each module in a runtime's `lib/modules`, as `jimage list --verbose` prints it.
///
/// It prints a heading for each module and a line for each of its entries, with the offset, the
/// size, and the stored size, which is 0 for an uncompressed entry.
final class ModuleSizes {
  private static final Pattern MODULE = Pattern.compile("Module: (\\S+)");
  private static final Pattern ENTRY = Pattern.compile("\\s*\\d+\\s+(\\d+)\\s+(\\d+)\\s+\\S.*");

  private final Map<String, Long> sizes = new HashMap<>();

  private ModuleSizes() {}

  static ModuleSizes of(Path runtime) throws IOException, InterruptedException {
    Path file = runtime.resolve("lib/modules");
    Tool.Result result =
        Tool.run(List.of(Tool.of("jimage").toString(), "list", "--verbose", file.toString()));
    if (result.exit() != 0) {
      throw new LinkException("jimage cannot read " + file + ": " + result.output().strip());
    }
    return parse(result.output());
  }

  static ModuleSizes parse(String output) {
    ModuleSizes sizes = new ModuleSizes();
    String[] module = {""};
    output
        .lines()
        .forEach(line -> {
          Matcher heading = MODULE.matcher(line);
          Matcher entry = ENTRY.matcher(line);
          if (heading.matches()) {
            module[0] = heading.group(1);
          } else if (entry.matches()) {
            long stored = Long.parseLong(entry.group(2));
            sizes.sizes.merge(
                module[0], stored == 0 ? Long.parseLong(entry.group(1)) : stored, Long::sum);
          }
        });
    return sizes;
  }

  long of(String module) {
    return sizes.getOrDefault(module, 0L);
  }
}
