package dev.obs.cli;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The options of a [DirectCommand], read as `--name value`, `--name=value` or `--flag`.
///
/// It reads only arguments with one meaning, and reports no mistake: everything else is left to
/// picocli. So both ways give the same result, which a test compares.
final class DirectOptions {
  private final Map<String, Consumer<String>> values = new HashMap<>();
  private final Map<String, Runnable> flags = new HashMap<>();
  private final Map<String, Consumer<String>> lists = new HashMap<>();

  /// Declares an option with a value, which can be given once.
  DirectOptions value(String name, Consumer<String> target) {
    values.put(name, target);
    return this;
  }

  /// Declares an option with a value, which can be repeated.
  DirectOptions list(String name, Consumer<String> target) {
    lists.put(name, target);
    return this;
  }

  /// Declares an option without a value, which can be given once.
  DirectOptions flag(String name, Runnable target) {
    flags.put(name, target);
    return this;
  }

  /// Reads arguments and sets the options.
  ///
  /// @return whether all of them were understood; otherwise some options may be set
  boolean read(List<String> arguments) {
    Iterator<String> rest = arguments.iterator();
    while (rest.hasNext()) {
      String argument = rest.next();
      Runnable flag = flags.remove(argument);
      if (flag != null) {
        flag.run();
      } else if (!readValue(argument, rest)) {
        return false;
      }
    }
    return true;
  }

  private boolean readValue(String argument, Iterator<String> rest) {
    int equals = argument.indexOf('=');
    String name = equals < 0 ? argument : argument.substring(0, equals);
    Consumer<String> target = lists.get(name);
    if (target == null) {
      target = values.remove(name); // given again, it is a mistake
    }
    if (target == null || (equals < 0 && !rest.hasNext())) {
      return false;
    }
    String value = equals < 0 ? rest.next() : argument.substring(equals + 1);
    if (value.isEmpty() || value.startsWith("-") || value.startsWith("@")) {
      return false; // another option, or a file of arguments
    }
    try {
      target.accept(value);
    } catch (RuntimeException invalid) {
      return false; // picocli reports it
    }
    return true;
  }
}
