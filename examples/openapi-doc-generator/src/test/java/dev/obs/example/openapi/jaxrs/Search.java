package dev.obs.example.openapi.jaxrs;

import jakarta.ws.rs.HttpMethod;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

@Retention(RetentionPolicy.RUNTIME)
@HttpMethod("POST")
public @interface Search {}
