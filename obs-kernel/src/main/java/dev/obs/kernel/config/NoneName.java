package dev.obs.kernel.config;

import java.util.ArrayList;
import java.util.List;

/// The name `none` in a list of names, which excludes every other name.
final class NoneName {
  static final String NONE = "none";
  static final String EXCLUSIVE = "'none' excludes every other name";

  private NoneName() {}

  /// Removes `none` from names that have others beside it.
  ///
  /// @return whether it was removed
  static boolean remove(List<String> names) {
    return hasOthers(names) && names.removeIf(NONE::equals);
  }

  /// The error of each `none` that has other names beside it.
  static List<Finding> errors(SettingValue<List<String>> list) {
    List<Finding> errors = new ArrayList<>();
    if (hasOthers(list.value())) {
      for (int i = 0; i < list.value().size(); i++) {
        if (list.value().get(i).equals(NONE)) {
          errors.add(
              Finding.error(list.elements().get(i), EXCLUSIVE + "; remove it, or the others"));
        }
      }
    }
    return errors;
  }

  private static boolean hasOthers(List<String> names) {
    return names.stream().anyMatch(name -> !name.equals(NONE));
  }
}
