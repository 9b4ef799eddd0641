package dev.obs.http.sender;

import dev.obs.http.sender.Answer.Reading;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/// A subscriber that reads a body up to its limit. A body that grows too large or ends early does
/// not fail the exchange, because its status still counts.
final class BodyReader implements BodySubscriber<Body> {
  private final CompletableFuture<Body> body = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private @Nullable Subscription subscription;

  @Override
  public void onSubscribe(Subscription opened) {
    subscription = opened;
    opened.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (bytes.size() + buffer.remaining() > Body.LIMIT) {
        if (subscription != null) {
          subscription.cancel();
        }
        body.complete(Body.TOO_LARGE);
        return;
      }
      byte[] chunk = new byte[buffer.remaining()];
      buffer.get(chunk);
      bytes.writeBytes(chunk);
    }
  }

  @Override
  public void onError(Throwable cause) {
    body.complete(Body.BROKEN);
  }

  @Override
  public void onComplete() {
    body.complete(new Body(bytes.toByteArray(), Reading.WHOLE));
  }

  @Override
  public CompletionStage<Body> getBody() {
    return body;
  }
}
