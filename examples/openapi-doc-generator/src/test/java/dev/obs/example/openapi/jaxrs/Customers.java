package dev.obs.example.openapi.jaxrs;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

@Path("/customers/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class Customers {
  @HeaderParam("X-Tenant")
  protected String tenant;

  public Customers() {}

  @GET
  public List<Customer> list(
      @BeanParam Paging paging,
      @QueryParam("tier") Customer.Tier tier,
      @QueryParam("tag") Set<String> tags,
      @HeaderParam("Authorization") String authorization) {
    return List.of();
  }

  @POST
  public Response create(Customer customer, @Context UriInfo uris) {
    return Response.accepted().build();
  }

  @Search
  @Path("search")
  public Map<String, Customer[]> search(Map<String, BigDecimal> limits) {
    return Map.of();
  }

  @GET
  @Path("{id: \\d{1,9}}")
  public Customer get(@PathParam("id") long id) {
    return new Customer(id, "");
  }

  @PUT
  @Path("{key}")
  public CompletionStage<Customer> replace(@PathParam("key") long key, Customer customer) {
    throw new UnsupportedOperationException();
  }

  @DELETE
  @Path("{id}")
  @Deprecated
  public void remove(@PathParam("id") long id) {}

  @GET
  @Path("{id}/picture")
  @Produces({"image/png;qs=0.9, image/jpeg"})
  public InputStream picture(@PathParam("id") long id) {
    return InputStream.nullInputStream();
  }

  @POST
  @Path("login")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public void login(@FormParam("user") String user, @FormParam("pin") int pin) {}

  @GET
  @Path("slow")
  public void slow(@Suspended AsyncResponse response) {}

  @Purge
  @Path("cache")
  public void purge() {}

  @Path("{id}/addresses")
  public Addresses addresses(@PathParam("id") UUID id, @QueryParam("at") Instant at) {
    return new Addresses();
  }

  @Path("{id}/extras")
  public Object extras() {
    return new Object();
  }

  @GET
  @Path("hidden")
  String notPublic() {
    return "";
  }
}
