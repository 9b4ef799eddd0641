package dev.obs.example.openapi.spring;

import java.util.concurrent.Callable;
import org.springframework.web.bind.annotation.RequestMapping;

@AdminController
public class Jobs implements JobsApi {
  public Jobs() {}

  @Override
  public long start(String name) {
    return 0;
  }

  @RequestMapping("/ping")
  public Callable<String> ping() {
    return () -> "pong";
  }
}
