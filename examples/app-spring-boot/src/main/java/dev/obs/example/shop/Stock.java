package dev.obs.example.shop;

import dev.obs.spring.Monitored;
import dev.obs.spring.MonitoredAttribute;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// The stock. It knows nothing of Obs but an annotation.
@Service
public class Stock {
  private static final Logger LOG = LoggerFactory.getLogger(Stock.class);

  /// Takes an article.
  @Monitored(value = "take_article", attributes = "shop=north")
  public String take(@MonitoredAttribute("article.id") long article) {
    if (article == 0) {
      throw new IllegalStateException("sold out");
    }
    LOG.info("article {} taken", article);
    return "article " + article;
  }
}
