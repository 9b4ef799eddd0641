package dev.obs.example.openapi.spring;

import org.springframework.cloud.openfeign.FeignClient;
import org.springframework.web.bind.annotation.GetMapping;

@FeignClient
public interface WeatherClient {
  @GetMapping("/weather")
  String weather();
}
