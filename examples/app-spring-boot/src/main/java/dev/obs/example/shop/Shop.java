package dev.obs.example.shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// An ordinary application of Spring Boot.
@SpringBootApplication
public class Shop {
  /// Starts it.
  public static void main(String[] arguments) {
    SpringApplication.run(Shop.class, arguments);
  }
}
