import org.jspecify.annotations.NullMarked;

/// One POST over the JDK client, with limits, and what the answer says about trying again.
///
/// ```java
/// HttpSender sender =
///     HttpSender.to(URI.create("http://localhost:4318/v1/traces"))
///         .header("Authorization", token)
///         .contentType("application/x-protobuf")
///         .gzip(true)
///         .build();
/// ExportResult result =
///     sender.send(bytes).toResult(new RequestSize(batch.size(), bytes.length));
/// ```
@NullMarked
module dev.obs.http.sender {
  requires static org.jspecify;
  requires transitive dev.obs.api;
  requires java.net.http;

  exports dev.obs.http.sender;
}
