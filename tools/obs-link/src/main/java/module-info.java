import org.jspecify.annotations.NullMarked;

/// The builder of runtime images: it adds descriptors to jars, calls jlink, writes the launcher,
/// and trains the AOT cache. The command line shares its options.
@NullMarked
module dev.obs.link {
  requires static java.xml; // poms beside jars; obs link asks the JDK for it
  requires transitive info.picocli;
  requires static transitive org.jspecify;

  exports dev.obs.link;
  exports dev.obs.link.text;

  opens dev.obs.link to
      info.picocli;
}
