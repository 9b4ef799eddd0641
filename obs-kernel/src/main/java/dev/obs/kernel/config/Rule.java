package dev.obs.kernel.config;

import java.util.List;

/// Validates settings that depend on each other. A rule changes nothing.
@FunctionalInterface
interface Rule {
  List<Finding> check(MergedValues values);
}
