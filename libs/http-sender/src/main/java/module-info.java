import org.jspecify.annotations.NullMarked;

/// Requests to one URL over HTTP/1.1, with limits, and their results for an exporter. An extension
/// declares the keys of its section and opens a sender from them:
///
/// ```java
/// static final Setting<URI> ENDPOINT = Setting.uri("endpoint").orElse(...);
/// static final SenderSettings SENDER = SenderSettings.of(Duration.ofSeconds(10));
///
/// HttpSender sender =
///     SENDER.sender(context, ENDPOINT, context.get(ENDPOINT)).in(context).build();
/// ExportResult result =
///     sender.send(bytes).toResult(new RequestSize(batch.size(), bytes.length));
/// ```
@NullMarked
module dev.obs.http.sender {
  requires static org.jspecify;
  requires transitive dev.obs.api;

  exports dev.obs.http.sender;
}
