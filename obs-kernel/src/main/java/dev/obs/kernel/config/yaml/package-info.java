/// YAML text with places: each node keeps its text as it was written and its line and column, so
/// that every later error can name them.
///
/// A file is one document of mappings, lists and scalars of at most 64 levels and 5,000 values.
/// Tags, anchors and aliases are refused, so that no file runs code or unfolds into more than it
/// shows. An error in the form of the text ends the reading; a duplicate key does not.
package dev.obs.kernel.config.yaml;
