package dev.obs.example.openapi;

import java.util.Set;

/// The type of a Java method's result, without the wrappers of frameworks.
final class Results {
  private static final Set<String> WRAPPERS =
      Set.of(
          "java.util.concurrent.Callable",
          "java.util.concurrent.CompletableFuture",
          "java.util.concurrent.CompletionStage",
          "java.util.concurrent.Future",
          "io.smallrye.mutiny.Uni",
          "org.jboss.resteasy.reactive.RestResponse",
          "org.springframework.http.HttpEntity",
          "org.springframework.http.RequestEntity",
          "org.springframework.http.ResponseEntity",
          "org.springframework.web.context.request.async.DeferredResult",
          "org.springframework.web.context.request.async.WebAsyncTask",
          "reactor.core.publisher.Mono");

  /// Results whose body only the code defines.
  private static final Set<String> OPEN =
      Set.of("jakarta.ws.rs.core.Response", "javax.ws.rs.core.Response");

  private static final Set<String> NOTHING = Set.of("void", "java.lang.Void", "kotlin.Unit");

  private Results() {}

  /// Returns the type of the value, or any type if it is known only at run time.
  static JavaType value(JavaType returned) {
    JavaType type = returned;
    while (WRAPPERS.contains(type.name())) {
      type = type.argument(0);
    }
    return OPEN.contains(type.name()) ? JavaType.ANY : type;
  }

  static boolean isNothing(JavaType value) {
    return NOTHING.contains(value.name());
  }
}
