package org.springframework.cloud.openfeign;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/// Stands for the real one, of which the generator knows the name alone.
@Retention(RetentionPolicy.RUNTIME)
public @interface FeignClient {}
