package dev.obs.example.openapi;

import java.util.List;

/// The content of a jar.
///
/// @param title the declared name, or else the file name without `.jar`
/// @param version the declared version, or `unknown`
/// @param skipped a sentence for each unreadable class
record Jar(String title, String version, Classes classes, int count, List<String> skipped) {}
