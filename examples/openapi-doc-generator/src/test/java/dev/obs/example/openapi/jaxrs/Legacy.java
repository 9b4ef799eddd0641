package dev.obs.example.openapi.jaxrs;

import javax.ws.rs.DefaultValue;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.QueryParam;

@Path("legacy")
@Deprecated
public interface Legacy {
  @GET
  char[] codes(
      @QueryParam("ratio") double ratio, @QueryParam("limit") @DefaultValue("many") int limit);
}
