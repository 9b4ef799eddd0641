package org.springframework.cloud.openfeign;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/// A substitute for the real annotation, of which the generator uses only the name.
@Retention(RetentionPolicy.RUNTIME)
public @interface FeignClient {}
