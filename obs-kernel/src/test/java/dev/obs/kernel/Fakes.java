package dev.obs.kernel;

import dev.obs.api.KernelProvider;
import dev.obs.spi.Endpoint;
import dev.obs.spi.ExportResult;
import dev.obs.spi.Exporter;
import dev.obs.spi.Extension;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.KernelView;
import dev.obs.spi.LogSink;
import dev.obs.spi.MetricOutlet;
import dev.obs.spi.MetricSink;
import dev.obs.spi.Probe;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.SystemProbe;
import dev.obs.spi.TraceSink;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// Extensions of every kind for tests of the kernel, and a kernel that has them.
final class Fakes {
  private Fakes() {}

  /// Starts a kernel with a configuration and extensions of its own.
  static Kernel start(Path folder, String yaml, Extension... extensions) throws IOException {
    Path file = Files.writeString(folder.resolve("telemetry.yaml"), yaml);
    return Kernel.start(
        new KernelProvider.Options(file, Map.of(), List.of(), List.of(extensions), true));
  }

  /// Whether no thread of a kernel runs.
  static boolean noThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().startsWith("obs-") && thread.isDaemon());
  }

  static final class Traces implements TraceSink {
    final List<SpanData> spans = new CopyOnWriteArrayList<>();
    final AtomicBoolean closed = new AtomicBoolean();

    @Override
    public String type() {
      return "fake";
    }

    @Override
    public Exporter<SpanData> open(ExtensionContext context) {
      return new Exporter<>() {
        @Override
        public ExportResult export(List<SpanData> batch) {
          spans.addAll(batch);
          return ExportResult.delivered();
        }

        @Override
        public void close() {
          closed.set(true);
        }
      };
    }
  }

  static final class Metrics implements MetricSink {
    final List<MetricData> metrics = new CopyOnWriteArrayList<>();

    @Override
    public String type() {
      return "fake";
    }

    @Override
    public MetricOutlet open(ExtensionContext context) {
      return new MetricOutlet.Push(batch -> {
        metrics.addAll(batch);
        return ExportResult.delivered();
      });
    }

    List<String> names() {
      return metrics.stream().map(MetricData::getName).distinct().toList();
    }
  }

  static final class Records implements LogSink {
    final List<LogRecordData> records = new CopyOnWriteArrayList<>();

    @Override
    public String type() {
      return "fake";
    }

    @Override
    public Exporter<LogRecordData> open(ExtensionContext context) {
      return batch -> {
        records.addAll(batch);
        return ExportResult.delivered();
      };
    }
  }

  /// A trace sink whose parts are given.
  record Sink(String type, Opening opening) implements TraceSink {
    @Override
    public Exporter<SpanData> open(ExtensionContext context) throws Exception {
      return opening.open();
    }

    interface Opening {
      Exporter<SpanData> open() throws Exception;
    }
  }

  record Port(String type, boolean taken, AtomicBoolean closed) implements Endpoint {
    static final Setting<Integer> PORT = Setting.port("port").orElse(1);

    @Override
    public List<Setting<?>> settings() {
      return List.of(PORT);
    }

    @Override
    public Listener open(ExtensionContext context, KernelView kernel) throws SettingException {
      if (taken) {
        throw new SettingException(PORT, "port " + context.get(PORT) + " is in use");
      }
      return new Listener() {
        @Override
        public List<URI> addresses() {
          return List.of(URI.create("http://127.0.0.1:1/"));
        }

        @Override
        public void close() {
          closed.set(true);
        }
      };
    }
  }

  static final class BadProbe implements SystemProbe {
    final CountDownLatch sampled = new CountDownLatch(1);

    @Override
    public String type() {
      return "bad";
    }

    @Override
    public Probe open(ExtensionContext context) {
      return new Probe() {
        @Override
        public void sample() {
          sampled.countDown();
          throw new IllegalStateException("no sample");
        }

        @Override
        public Map<String, Double> summary() {
          throw new IllegalStateException("no summary");
        }
      };
    }
  }
}
