package dev.obs.kernel.config;

/// One row of what `obs check` prints.
///
/// @param key the full key, with `.name` or `[0].name` for entries
/// @param value the value for people, without secrets; empty if nothing is set and there is no
///   default
/// @param origin `default`, `file:line`, `environment variable NAME` or `code`
/// @param description the setting's meaning
public record EffectiveValue(String key, String value, String origin, String description) {}
