package dev.obs.example.openapi;

import java.util.List;

/// What was read of a jar.
///
/// @param title the name it gives itself, or else its file name without `.jar`
/// @param version the version it gives itself, or `unknown`
/// @param skipped a sentence for each class that could not be read
record Jar(String title, String version, Classes classes, int count, List<String> skipped) {}
