import org.jspecify.annotations.NullMarked;

/// Makes runtime images: gives jars descriptors, calls jlink, writes the launcher, trains the AOT
/// cache.
@NullMarked
module dev.obs.link {
  requires static transitive org.jspecify;

  exports dev.obs.link;
}
