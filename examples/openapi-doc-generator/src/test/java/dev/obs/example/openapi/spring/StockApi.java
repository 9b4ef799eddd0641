package dev.obs.example.openapi.spring;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

@RequestMapping("/stock")
public interface StockApi {
  @GetMapping("/{warehouse}/{isbn}")
  int level(@PathVariable("isbn") String isbn, @PathVariable("warehouse") short warehouse);
}
