import org.jspecify.annotations.NullMarked;

/// The starter for Spring Boot.
///
/// Open, because Spring creates its beans by reflection. Spring's jars are automatic modules with
/// stable names.
@NullMarked
open module dev.obs.spring {
  requires static org.jspecify;
  requires transitive dev.obs.api;
  requires micrometer.commons;
  requires micrometer.observation;
  requires spring.aop;
  requires spring.beans;
  requires spring.boot;
  requires spring.boot.autoconfigure;
  requires static spring.boot.health;
  requires spring.context;
  requires spring.core;

  exports dev.obs.spring;
}
