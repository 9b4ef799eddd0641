package dev.obs.cli.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RewritingTest {
  private static final Values SHOP =
      new Values("shop", 18080, 8080, "/alive", "/go", "/prom", "/data/obs/waiting", 1024);
  private static final Rewriting TO_SHOP = Rewriting.to(SHOP, "https://wiki/runbooks");

  private static String shop(String text) {
    return TO_SHOP.apply(text, Language.YAML);
  }

  @Test
  void putsTheNameWhereverItIsAWord() {
    assertEquals(
        "image: shop:0.1.0, shop-spool, job=\"shop\"",
        shop("image: obs-demo:0.1.0, obs-demo-spool, job=\"obs-demo\""));
    assertEquals("myobs-demo obs-demo2 obs", shop("myobs-demo obs-demo2 obs"));
  }

  @Test
  void takesNoValueForAnothersPlace() {
    // the metrics' new port is the old one of the health pages
    assertEquals("127.0.0.1:18080 and shop:8080", shop("127.0.0.1:8080 and obs-demo:9464"));
  }

  @Test
  void leavesLongerNumbersAlone() {
    assertEquals("18080 80801 94640", shop("18080 80801 94640"));
  }

  @Test
  void putsItsPagesAndNotThoseOfOtherServers() {
    assertEquals("path: /alive", shop("path: /health"));
    assertEquals("asks `/go` and \"/alive\"", shop("asks `/ready` and \"/health\""));
    assertEquals("<http://127.0.0.1:18080/go>", shop("<http://127.0.0.1:8080/ready>"));
    for (String others :
        List.of(
            "http://127.0.0.1:9093/-/healthy",
            "http://127.0.0.1:9090/-/ready",
            "http://127.0.0.1:3000/api/health",
            "http://127.0.0.1:9200/_cluster/health?pretty",
            "path: /healthz")) {
      assertEquals(others, shop(others));
    }
  }

  @Test
  void putsThePathOfTheMetricsAndNotThatOfTheHealthPages() {
    assertEquals("metrics_path: /prom", shop("metrics_path: /metrics"));
    assertEquals("metrics_path: \"/prom\"", shop("metrics_path: \"/metrics\""));
    assertEquals("http://127.0.0.1:8080/prom", shop("http://127.0.0.1:9464/metrics"));
    assertEquals("http://127.0.0.1:18080/metrics", shop("http://127.0.0.1:8080/metrics"));
  }

  @Test
  void makesRoomForTheSpool() {
    assertEquals(
        "mountPath: /data/obs, sizeLimit: 1040Mi",
        shop("mountPath: /var/lib/obs, sizeLimit: 304Mi"));
    assertEquals("304 1304Mi", shop("304 1304Mi"));
    assertEquals("`/data/obs/waiting/otlp-traces`", shop("`/var/lib/obs/spool/otlp-traces`"));
    assertEquals("spool:/data/obs", shop("spool:/var/lib/obs"));
  }

  @Test
  void mountsNoVolumeOverAFolderOfTheSystem() {
    Values values = new Values("shop", 1, 2, "/health", "/ready", "/metrics", "/var/lib/shop", 256);

    assertEquals("/var/lib/shop", Rewriting.to(values, "").apply("/var/lib/obs", Language.YAML));
    assertEquals(
        "/var/lib/shop", Rewriting.to(values, "").apply("/var/lib/obs/spool", Language.YAML));
  }

  @Test
  void leadsToTheRunbooks() {
    assertEquals(
        "runbook_url: 'https://wiki/runbooks/backend-down.md'",
        shop("runbook_url: '{{ $externalURL }}/user/backend-down.md'"));
    assertEquals(
        "runbook_url: 'https://wiki/runbooks/backend-down.md'",
        shop("runbook_url: 'https://prometheus.example/user/backend-down.md'"));
  }

  @Test
  void changesNothingForTheDemo() {
    String text =
        "obs-demo 8080 9464 path: /health path: /ready /var/lib/obs /var/lib/obs/spool 304Mi"
            + " '{{ $externalURL }}/user' 'https://prometheus.example/user'";

    assertEquals(text, Rewriting.to(Values.WRITTEN, Runbooks.SERVED).apply(text, Language.YAML));
  }
}
