package dev.obs.example.openapi.spring;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

@Controller
public class Pages {
  public Pages() {}

  @GetMapping("/")
  public String home() {
    return "home";
  }

  @GetMapping("/version")
  @ResponseBody
  public String version() {
    return "1";
  }
}
