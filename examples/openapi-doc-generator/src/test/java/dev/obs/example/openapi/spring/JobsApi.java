package dev.obs.example.openapi.spring;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

public interface JobsApi {
  @PostMapping("jobs/{name}")
  long start(@PathVariable("name") String name);
}
