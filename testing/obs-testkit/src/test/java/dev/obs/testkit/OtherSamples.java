package dev.obs.testkit;

import dev.obs.model.HealthStatus;
import dev.obs.spi.Check;
import dev.obs.spi.Endpoint;
import dev.obs.spi.ExtensionContext;
import dev.obs.spi.HealthCheck;
import dev.obs.spi.KernelView;
import dev.obs.spi.Probe;
import dev.obs.spi.Setting;
import dev.obs.spi.SettingException;
import dev.obs.spi.Settings;
import dev.obs.spi.SystemProbe;
import io.opentelemetry.api.metrics.ObservableDoubleGauge;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/// Correct and broken probes, checks and endpoints.
final class OtherSamples {
  private OtherSamples() {}

  static class SampleProbe implements SystemProbe {
    double measured;

    @Override
    public String type() {
      return "temperature";
    }

    DoubleSupplier handedOut() {
      return () -> measured;
    }

    String unit() {
      return "Cel";
    }

    @Override
    public Probe open(ExtensionContext context) {
      DoubleSupplier value = handedOut();
      ObservableDoubleGauge gauge =
          context
              .meter()
              .gaugeBuilder("hw.temperature")
              .setUnit(unit())
              .setDescription("Temperature of the case.")
              .buildWithCallback(measurement -> measurement.record(value.getAsDouble()));
      return new Probe() {
        @Override
        public void sample() {
          measured = 20 + System.nanoTime() % 1000 / 100.0;
        }

        @Override
        public Map<String, Double> summary() {
          return Map.of("temperature", measured);
        }

        @Override
        public void close() {
          gauge.close();
        }
      };
    }
  }

  static class GoodProbe extends ProbeConformance {
    @Override
    protected SystemProbe probe() {
      return new SampleProbe();
    }
  }

  static class MeasuringCallback extends ProbeConformance {
    @Override
    protected SystemProbe probe() {
      return new SampleProbe() {
        @Override
        DoubleSupplier handedOut() {
          return System::nanoTime;
        }
      };
    }
  }

  static class BlockingCallback extends ProbeConformance {
    @Override
    protected SystemProbe probe() {
      return new SampleProbe() {
        @Override
        DoubleSupplier handedOut() {
          return () -> {
            try {
              Thread.sleep(300);
            } catch (InterruptedException stopped) {
              Thread.currentThread().interrupt();
            }
            return 1;
          };
        }
      };
    }
  }

  static class UnitlessProbe extends ProbeConformance {
    @Override
    protected SystemProbe probe() {
      return new SampleProbe() {
        @Override
        String unit() {
          return "";
        }
      };
    }
  }

  static class SampleCheck implements HealthCheck {
    static final Setting<Integer> PORT =
        Setting.port("port").orElse(0).describe("port of the queue, 0 for none");

    @Override
    public String type() {
      return "queue";
    }

    @Override
    public List<Setting<?>> settings() {
      return List.of(PORT);
    }

    HealthStatus failed(Exception cause) {
      return HealthStatus.unhealthy().with("queue", "unreachable");
    }

    @Override
    public Check open(ExtensionContext context) {
      int port = context.get(PORT);
      return () ->
          port == 0
              ? HealthStatus.healthy().with("length", 17)
              : failed(new IOException("connection refused by queue.internal:" + port));
    }
  }

  static class GoodCheck extends HealthCheckConformance {
    @Override
    protected HealthCheck check() {
      return new SampleCheck();
    }

    @Override
    protected Map<String, String> failing() {
      return Map.of("port", "1");
    }
  }

  static class LeakyCheck extends GoodCheck {
    @Override
    protected HealthCheck check() {
      return new SampleCheck() {
        @Override
        HealthStatus failed(Exception cause) {
          return HealthStatus.unhealthy().with("error", cause);
        }
      };
    }
  }

  static class SampleEndpoint implements Endpoint {
    static final Setting<Integer> PORT =
        Setting.port("port").orElse(0).describe("port to listen on");

    @Override
    public String type() {
      return "sample";
    }

    @Override
    public List<Setting<?>> settings() {
      return List.of(PORT);
    }

    void close(ServerSocket socket) throws IOException {
      socket.close();
    }

    @Override
    public Listener open(ExtensionContext context, KernelView kernel) throws SettingException {
      ServerSocket socket;
      try {
        socket = new ServerSocket(context.get(PORT), 50, InetAddress.getLoopbackAddress());
      } catch (IOException taken) {
        throw new SettingException(PORT, "the port is in use; set another");
      }
      return new Listener() {
        @Override
        public List<URI> addresses() {
          return List.of(URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/"));
        }

        @Override
        public void close() throws IOException {
          SampleEndpoint.this.close(socket);
        }
      };
    }
  }

  static class GoodEndpoint extends EndpointConformance {
    @Override
    protected Endpoint endpoint() {
      return new SampleEndpoint();
    }
  }

  static class KeepsItsPort extends EndpointConformance {
    @Override
    protected Endpoint endpoint() {
      return new SampleEndpoint() {
        @Override
        void close(ServerSocket socket) {}
      };
    }
  }

  static class BindsInValidation extends EndpointConformance {
    @Override
    protected Endpoint endpoint() {
      return new SampleEndpoint() {
        @Override
        public void validate(Settings settings) throws SettingException {
          try {
            new ServerSocket(settings.get(PORT), 50, InetAddress.getLoopbackAddress()).close();
          } catch (IOException taken) {
            throw new SettingException(PORT, "the port is in use; set another");
          }
        }
      };
    }
  }
}
