import org.jspecify.annotations.NullMarked;

/// An ordinary application of Obs: OpenAPI documents from jars of compiled Java classes.
///
/// ```java
/// try (Obs obs = Obs.start()) {
///   String json = new DocGenerator(obs).generate(Path.of("shop.jar")).json();
/// }
/// ```
@NullMarked
module dev.obs.example.openapi {
  requires static org.jspecify;
  requires transitive dev.obs.api;

  exports dev.obs.example.openapi;
}
