package dev.obs.kernel.config;

/// Computes a layer from the merged values, which is put over them: a key that is an alias of
/// another one, a list that other keys imply, a value that others limit.
///
/// A derived value keeps the origin of its cause, so that an error in it names the right place.
@FunctionalInterface
interface Derivation {
  Reading derive(MergedValues values);
}
