import org.jspecify.annotations.NullMarked;

/// The builder of runtime images: it adds descriptors to jars, calls jlink, writes the launcher,
/// and trains the AOT cache.
@NullMarked
module dev.obs.link {
  requires static transitive org.jspecify;

  exports dev.obs.link;
}
