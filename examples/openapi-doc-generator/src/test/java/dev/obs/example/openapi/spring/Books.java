package dev.obs.example.openapi.spring;

import java.security.Principal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping(path = "${shop.prefix:/v1}/books", produces = MediaType.APPLICATION_JSON_VALUE)
public class Books {
  public Books() {}

  @GetMapping
  public List<Book> list(
      @RequestParam(required = false) long offset,
      @RequestParam(defaultValue = "25") int size,
      @RequestParam(name = "genre", required = false) Book.Genre genre,
      @RequestParam Optional<Instant> since,
      @RequestParam("author") String[] authors,
      @RequestHeader("X-Trace") String trace,
      @CookieValue(name = "cart", required = false) String cart,
      @RequestParam Map<String, String> all,
      Boolean detailed,
      Locale locale,
      Principal principal) {
    return List.of();
  }

  @GetMapping({"/{isbn:[0-9-]{10,17}}", "/by-isbn/{isbn}"})
  public ResponseEntity<Book> get(@PathVariable String isbn) {
    return ResponseEntity.notFound().build();
  }

  @PostMapping(consumes = {"application/json", "!text/plain"})
  @ResponseStatus(HttpStatus.CREATED)
  public Book create(@RequestBody Book book) {
    return book;
  }

  @PutMapping("/{id}")
  public HttpEntity<?> replace(@PathVariable("id") String id, HttpEntity<Book> book) {
    return HttpEntity.EMPTY;
  }

  @PatchMapping("/{isbn}")
  public void patch(@PathVariable String isbn, @RequestBody(required = false) Book book) {}

  @DeleteMapping("/{isbn}")
  @ResponseStatus(code = HttpStatus.NO_CONTENT)
  @Deprecated
  public void remove(@PathVariable String isbn) {}

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  public List<Book> clear() {
    return List.of();
  }

  @PostMapping("/{isbn}/cover")
  public void upload(
      @PathVariable String isbn,
      @RequestParam("file") MultipartFile file,
      @RequestPart(required = false) Book meta) {}

  @GetMapping(value = "/{isbn}/cover/**", produces = "image/png")
  public byte[] cover(@PathVariable String isbn) {
    return new byte[0];
  }

  @RequestMapping(
      path = "/export",
      method = {RequestMethod.GET, RequestMethod.HEAD})
  public OffsetDateTime export() {
    return OffsetDateTime.MAX;
  }

  @GetMapping(value = "/same", params = "a")
  public Book sameA(@RequestParam("a") String a, @RequestParam("both") String both) {
    return new Book(a, both);
  }

  @GetMapping(value = "/same", params = "b", produces = "text/csv")
  public String sameB(@RequestParam("b") String b, @RequestParam("both") String both) {
    return b + both;
  }
}
