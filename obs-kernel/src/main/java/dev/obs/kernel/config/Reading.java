package dev.obs.kernel.config;

import dev.obs.api.ConfigurationException.Problem;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The result of reading one source. Immutable.
///
/// @param layer the values
/// @param findings errors and notices, in the order in which they were found
/// @param secrets the texts of the secrets that were read
/// @param changing the secrets that change with their files
/// @param literals the secrets that the file itself holds, each with its place and what to do
/// @param unusable the addresses that are set to something that is none, with the reason
record Reading(
    Layer layer,
    List<Finding> findings,
    Set<String> secrets,
    List<FileSecret> changing,
    List<Problem> literals,
    Map<String, String> unusable) {
  static final Reading EMPTY =
      new Reading(Layer.EMPTY, List.of(), Set.of(), List.of(), List.of(), Map.of());

  Reading {
    findings = List.copyOf(findings);
    secrets = Collections.unmodifiableSet(new LinkedHashSet<>(secrets)); // in order
    changing = List.copyOf(changing);
    literals = List.copyOf(literals);
    unusable = Map.copyOf(unusable);
  }
}
