package dev.obs.kernel.config;

import dev.obs.spi.Extension;

/// A provider that cannot be created. Its type, and so its name in the configuration, is unknown.
///
/// @param service the kind of extension that it would provide
/// @param fault the provider, its origin and the cause in one sentence
public record BrokenProvider(Class<? extends Extension> service, String fault) {}
