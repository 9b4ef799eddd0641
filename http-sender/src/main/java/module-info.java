import org.jspecify.annotations.NullMarked;

/// One POST over the JDK client, with limits, and what the answer says about trying again.
@NullMarked
module dev.obs.http.sender {
  requires static org.jspecify;
  requires transitive dev.obs.api;
  requires java.net.http;
}
