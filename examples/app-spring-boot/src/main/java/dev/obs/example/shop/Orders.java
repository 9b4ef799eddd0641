package dev.obs.example.shop;

import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/// Takes orders over HTTP.
@RestController
public class Orders {
  private final Stock stock;
  private final RestClient client;
  private volatile int port;

  /// For Spring.
  public Orders(Stock stock, RestClient.Builder client) {
    this.stock = stock;
    this.client = client.build();
  }

  @EventListener
  void started(WebServerInitializedEvent event) {
    port = event.getWebServer().getPort();
  }

  /// Orders one article.
  @GetMapping("/orders/{article}")
  public String order(@PathVariable long article) {
    return stock.take(article);
  }

  /// Has another server take the order, which is this one here.
  @GetMapping("/forwarded/{article}")
  public String forward(@PathVariable long article) {
    return String.valueOf(
        client
            .get()
            .uri("http://localhost:{port}/orders/{article}", port, article)
            .retrieve()
            .body(String.class));
  }
}
