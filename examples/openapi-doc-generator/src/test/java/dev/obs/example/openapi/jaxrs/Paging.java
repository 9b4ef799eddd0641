package dev.obs.example.openapi.jaxrs;

import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.LocalDate;

public class Paging {
  @QueryParam("limit")
  @DefaultValue("20")
  public int limit;

  @Deprecated
  @QueryParam("q")
  public String query;

  private LocalDate after;
  private String session;

  public Paging(@QueryParam("reverse") @DefaultValue("false") boolean reverse) {
    this.limit = reverse ? -limit : limit;
  }

  @QueryParam("after")
  public void setAfter(LocalDate after) {
    this.after = after;
  }

  @CookieParam("session")
  public void setSession(String session) {
    this.session = session;
  }

  @Override
  public String toString() {
    return limit + " " + after + " " + session;
  }
}
