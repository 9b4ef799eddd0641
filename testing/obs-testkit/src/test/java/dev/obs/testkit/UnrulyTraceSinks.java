package dev.obs.testkit;

import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.Setting;
import dev.obs.spi.TraceSink;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Sinks that violate the rules of opening, waiting and closing, or reveal secrets.
final class UnrulyTraceSinks {
  private UnrulyTraceSinks() {}

  static class ConnectsInOpen extends BrokenTraceSink {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) throws IOException {
      new Socket(endpoint.getHost(), endpoint.getPort()).close();
      return new SampleExporter(endpoint, token);
    }
  }

  static class SwallowsInterrupts extends BrokenTraceSink {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public ExportResult export(List<SpanData> batch) throws Exception {
          while (closed.getCount() > 0) {
            try {
              return super.export(batch);
            } catch (InterruptedException | IOException again) {
              Thread.interrupted();
            }
          }
          return new ExportResult.Retry("closed");
        }

        @Override
        public void close() throws IOException {
          closed.countDown();
          super.close();
        }
      };
    }
  }

  static class LeavesAThread extends BrokenTraceSink {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      Thread.ofPlatform()
          .daemon()
          .name("acme-flusher")
          .start(() -> {
            try {
              Thread.sleep(Duration.ofSeconds(15));
            } catch (InterruptedException never) {
              Thread.currentThread().interrupt();
            }
          });
      return new SampleExporter(endpoint, token);
    }
  }

  static class HangsInClose extends BrokenTraceSink {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        @Override
        public void close() throws IOException {
          try {
            Thread.sleep(Duration.ofSeconds(4));
          } catch (InterruptedException hurried) {
            super.close();
          }
        }
      };
    }
  }

  static class SharesAClient extends BrokenTraceSink {
    private final List<SampleExporter> shared = new ArrayList<>();

    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      if (shared.isEmpty()) {
        shared.add(new SampleExporter(endpoint, token));
      }
      return new Exporter<>() {
        @Override
        public ExportResult export(List<SpanData> batch) throws Exception {
          return shared.getFirst().export(batch);
        }

        @Override
        public void close() throws IOException {
          shared.getFirst().close();
        }
      };
    }
  }

  static class PutsTheSecretIntoItsReason extends BrokenTraceSink {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        @Override
        ExportResult result(HttpResponse<String> response) {
          return response.statusCode() == 401
              ? new ExportResult.Rejected("http 401: " + response.body())
              : super.result(response);
        }
      };
    }
  }

  static class ShowsThePasswordOfItsUrl extends BrokenTraceSink {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token) {
        @Override
        public ExportResult export(List<SpanData> batch) throws Exception {
          try {
            return super.export(batch);
          } catch (IOException failed) {
            throw new IOException("cannot reach " + endpoint, failed);
          }
        }
      };
    }
  }

  static class DeclaresASettingTwice extends BrokenTraceSink {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token);
    }

    @Override
    protected TraceSink sink() {
      return new SampleTraceSink() {
        @Override
        public List<Setting<?>> settings() {
          return List.of(ENDPOINT, TOKEN, ENDPOINT);
        }
      };
    }
  }

  static class WorksInItsConstructor extends BrokenTraceSink {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return new SampleExporter(endpoint, token);
    }

    @Override
    protected TraceSink sink() {
      Exporter<SpanData> _ =
          new LeavesAThread().exporter(SampleTraceSink.ENDPOINT.fallback().get(), "");
      return new SampleTraceSink();
    }
  }

  static class ThrowsAnError extends BrokenTraceSink {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return _ -> {
        throw new NoClassDefFoundError("com.acme.Client");
      };
    }
  }

  static class ThrowsWithoutAReadableMessage extends BrokenTraceSink {
    @Override
    Exporter<SpanData> exporter(URI endpoint, String token) {
      return _ -> {
        throw new IllegalStateException() {
          @Override
          public String getMessage() {
            throw new AssertionError("no message");
          }
        };
      };
    }
  }
}
